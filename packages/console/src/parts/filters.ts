import { useSearchParams } from 'react-router';

/** Filters kept in the address: they survive a reload and can be sent to a colleague. */
export function useFilters() {
  const [search, setSearch] = useSearchParams();
  return {
    get: (name: string): string | undefined => search.get(name) ?? undefined,
    /** A filter of named choices; anything else in the address reads as not set. */
    oneOf: <V extends string>(name: string, choices: readonly V[]): V | undefined =>
      choices.find((choice) => choice === search.get(name)),
    /** undefined or '' takes a filter away. */
    set: (changes: Readonly<Record<string, string | undefined>>): void =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value) after.set(name, value);
            else after.delete(name);
          }
          return after;
        },
        { replace: true },
      ),
  };
}
