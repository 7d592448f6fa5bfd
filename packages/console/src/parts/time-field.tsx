import { Input } from 'antd';
import { fromLocalInput, toLocalInput } from '../format/local-time.ts';
import { usePreferences } from '../preferences.ts';
import { Field } from './field.tsx';

/** An instant that a person enters on the clock of her choice; undefined while there is none. */
export function TimeField(props: {
  label: string;
  value: string | undefined;
  onChange: (at: string | undefined) => void;
  wrong?: string | false;
  testid?: string;
}) {
  const { zone } = usePreferences();
  return (
    <Field label={props.label} wrong={props.wrong ?? false}>
      {(id) => (
        <Input
          id={id}
          type="datetime-local"
          defaultValue={props.value ? toLocalInput(props.value, zone) : ''}
          status={props.wrong ? 'error' : ''}
          onChange={(event) => props.onChange(fromLocalInput(event.target.value, zone))}
          data-testid={props.testid}
        />
      )}
    </Field>
  );
}
