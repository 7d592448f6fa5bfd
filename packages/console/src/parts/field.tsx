import { type ReactNode, useId } from 'react';

/** A control under its name, and under it what is wrong with what was typed. */
export function Field(props: { label: string; wrong?: string | false; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
      {props.wrong && <span className="bad small">{props.wrong}</span>}
    </div>
  );
}
