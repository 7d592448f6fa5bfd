/** One choice of several, kept by the caller (in the address where it filters). */
export function Tabs<V extends string>(props: {
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
  label: string;
}) {
  return (
    <fieldset className="tabs" aria-label={props.label}>
      {props.options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === props.value}
          onClick={() => props.onChange(option.value)}
          data-testid={`tab-${option.value}`}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
