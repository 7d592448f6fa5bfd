import { useMutation } from '@tanstack/react-query';
import { Button, Popover, Segmented } from 'antd';
import { useNavigate } from 'react-router';
import { client, queries, useMe } from '../api.ts';
import { useT } from '../i18n/index.ts';
import { Icon } from '../parts/icon.tsx';
import { useSay } from '../parts/say.ts';
import { prefer, usePreferences } from '../preferences.ts';
import { LanguageChoice } from './language-choice.tsx';

/** Who is signed in, how the pages look to them, and the way out. */
export function Settings({ withName = true }: { withName?: boolean }) {
  const t = useT();
  const me = useMe().data;
  const name = withName ? me?.partyName : undefined;
  return (
    <Popover trigger="click" placement="topRight" content={<Choices />} destroyOnHidden>
      <button
        type="button"
        className="settings-button"
        aria-label={name ? `${name}, ${t('settings')}` : t('settings')}
        data-testid="settings"
      >
        <Icon name="settings" />
        {withName && <span className="settings-name">{name ?? t('settings')}</span>}
      </button>
    </Popover>
  );
}

function Choices() {
  const t = useT();
  const chosen = usePreferences();
  const me = useMe().data;
  return (
    <div className="settings">
      {me && (
        <p>
          <strong>{me.name}</strong>
          <br />
          <span className="quiet">{me.email}</span>
        </p>
      )}
      <Choice label={t('settings.language')}>
        <LanguageChoice />
      </Choice>
      <Choice label={t('settings.theme')}>
        <Segmented
          value={chosen.theme}
          options={(['auto', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`settings.theme.${value}`),
          }))}
          onChange={(theme) => prefer({ theme })}
        />
      </Choice>
      <Choice label={t('settings.zone')}>
        <Segmented
          value={chosen.zone}
          options={(['platform', 'device'] as const).map((value) => ({
            value,
            label: t(`settings.zone.${value}`),
          }))}
          onChange={(zone) => prefer({ zone })}
        />
      </Choice>
      <Choice label={t('settings.gains')}>
        <Segmented
          value={chosen.gains}
          options={(['auto', 'green', 'red'] as const).map((value) => ({
            value,
            label: t(`settings.gains.${value}`),
          }))}
          onChange={(gains) => prefer({ gains })}
        />
      </Choice>
      {me && <SignOut />}
    </div>
  );
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="choice">
      <span className="quiet">{label}</span>
      {children}
    </div>
  );
}

function SignOut() {
  const t = useT();
  const say = useSay();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => client.call('DELETE /api/v1/session', {}),
    onSuccess: async () => {
      await navigate('/sign-in');
      queries.clear();
      queries.setQueryData(['me'], null);
    },
    onError: say.problem,
  });
  return (
    <Button block onClick={() => leave.mutate()} loading={leave.isPending} data-testid="sign-out">
      {t('signOut')}
    </Button>
  );
}
