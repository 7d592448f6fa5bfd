import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { client, queries, usePlatform } from '../../api.ts';
import { type Key, useLanguage, useT } from '../../i18n/index.ts';
import { CartMark } from '../../parts/cart-mark.tsx';
import { Field } from '../../parts/field.tsx';
import { problemText } from '../../parts/say.ts';
import { LanguageChoice } from '../../shell/language-choice.tsx';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

export default function SignIn() {
  const t = useT();
  const language = useLanguage();
  const platform = usePlatform().data;
  const navigate = useNavigate();
  const wanted: unknown = useLocation().state;
  const [credentials, setCredentials] = useState<Credentials>({ email: '', password: '' });
  const enter = useMutation({
    mutationFn: ({ email, password }: Credentials) =>
      client.call('POST /api/v1/session', { body: { email, password } }),
    onSuccess: async ({ me }) => {
      queries.clear();
      queries.setQueryData(['me'], me);
      if (me.role === 'buyer') location.assign('/');
      else await navigate(from(wanted), { replace: true });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter.mutate(credentials);
  };
  return (
    <div className="sign-in">
      <section className="sign-in-side">
        <div className="sign-in-drawing">
          <CartMark size={520} />
        </div>
        <div>
          <CartMark size={56} />
          <h1>{t('signIn.title')}</h1>
        </div>
        <p>{platform?.notice?.[language] ?? t('signIn.what')}</p>
      </section>
      <main className="sign-in-body">
        <div className="section-head">
          <h2>{t('signIn')}</h2>
          <LanguageChoice />
        </div>
        <form onSubmit={submit}>
          <Field label={t('signIn.email')}>
            {(id) => (
              <Input
                id={id}
                size="large"
                type="email"
                autoComplete="username"
                required
                value={credentials.email}
                onChange={(event) => setCredentials({ ...credentials, email: event.target.value })}
                data-testid="signin-email"
              />
            )}
          </Field>
          <Field label={t('signIn.password')}>
            {(id) => (
              <Input
                id={id}
                size="large"
                type="password"
                autoComplete="current-password"
                required
                value={credentials.password}
                onChange={(event) => setCredentials({ ...credentials, password: event.target.value })}
                data-testid="signin-password"
              />
            )}
          </Field>
          {enter.error && (
            <p className="bad" role="alert">
              {problemText(enter.error, t)}
            </p>
          )}
          <Button
            className="main-action"
            size="large"
            htmlType="submit"
            loading={enter.isPending}
            data-testid="signin-submit"
          >
            {t('signIn')}
          </Button>
        </form>
        {platform && platform.logins.length > 0 && (
          <section className="samples">
            <h3>{t('signIn.samples')}</h3>
            <p className="quiet small">{t('signIn.samplesNote')}</p>
            <ul>
              {platform.logins.map((login, index) => {
                const before = platform.logins
                  .slice(0, index)
                  .filter((one) => one.role === login.role).length;
                return (
                  <li key={login.email}>
                    <button
                      type="button"
                      disabled={enter.isPending}
                      onClick={() => enter.mutate(login)}
                      data-testid={`sample-login-${login.role}${before > 0 ? `-${before + 1}` : ''}`}
                    >
                      <strong>{t(`role.${login.role}` satisfies Key)}</strong>
                      <span>{login.name}</span>
                      <span className="quiet small">{login.email}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        )}
        <p className="section">
          <a href="/">{t('storefront')}</a>
        </p>
      </main>
    </div>
  );
}

/** Where the reader was going before being asked to sign in. Only a path of ours. */
function from(state: unknown): string {
  const path = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
  return typeof path === 'string' && path.startsWith('/') ? path : '/';
}
