import type { ReactNode } from 'react';

interface Props<T extends string | number> {
  readonly label: string;
  readonly options: readonly T[];
  readonly chosen: readonly T[];
  readonly words: (option: T) => ReactNode;
  readonly onChange: (chosen: readonly T[]) => void;
}

/** Chips of which any number may be pressed; none pressed means any. */
export function Toggles<T extends string | number>({ label, options, chosen, words, onChange }: Props<T>) {
  return (
    <div className="chips chips--tight" role="group" aria-label={label}>
      {options.map((option) => {
        const isOn = chosen.includes(option);
        return (
          <button
            key={option}
            type="button"
            className="chip-button"
            aria-pressed={isOn}
            onClick={() => {
              onChange(options.filter((other) => (other === option ? !isOn : chosen.includes(other))));
            }}
          >
            {words(option)}
          </button>
        );
      })}
    </div>
  );
}
