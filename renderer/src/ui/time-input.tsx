import { useState, type Ref } from 'react';
import { takesBack } from './take-back';
import { keptTime, shownTime, steppedTime } from './typed-time';

interface Props {
  readonly id?: string;
  readonly ref?: Ref<HTMLInputElement>;
  readonly name?: string;
  readonly label?: string;
  readonly className?: string;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  /** A time as it is kept, `14:30`, or what was typed when it is none. */
  readonly value: string;
  /** What Escape takes the field back to. */
  readonly saved?: string | undefined;
  /** Where hours end: midnight is the day's end there. */
  readonly isEnd?: boolean;
  /** Tells what was typed only when the field is left or its form is sent, not with each key. */
  readonly settles?: boolean;
  readonly onChange: (value: string) => void;
  readonly onLeave?: () => void;
}

/**
 * A time to type as one says it, by 12 or by 24 hours; once left it stands as the clinic writes it. The arrows move
 * it along the grid.
 */
export function TimeInput({ ref, value, saved, isEnd = false, settles = false, onChange, ...props }: Props) {
  const [text, setText] = useState<string | null>(null);
  const isOwn = text !== null && (settles || keptTime(text, isEnd) === value);
  const settle = () => {
    if (settles && text !== null) onChange(keptTime(text, isEnd));
    setText(null);
  };
  return (
    <input
      id={props.id}
      ref={ref}
      name={props.name}
      type="text"
      className={props.className}
      placeholder={props.placeholder}
      aria-label={props.label}
      aria-invalid={props.invalid ?? false}
      aria-describedby={props.describedBy}
      autoFocus={props.autoFocus}
      autoComplete="off"
      maxLength={20}
      value={isOwn ? text : shownTime(value)}
      onChange={(event) => {
        setText(event.target.value);
        if (!settles) onChange(keptTime(event.target.value, isEnd));
      }}
      onBlur={() => {
        settle();
        props.onLeave?.();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || (event.ctrlKey && event.code === 'KeyS')) settle();
        const kept = isOwn ? keptTime(text, isEnd) : value;
        takesBack(kept, saved, (back) => {
          setText(null);
          onChange(back);
        })(event);
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        const next = steppedTime(kept, event.key === 'ArrowUp' ? 1 : -1, isEnd);
        if (next === null) return;
        event.preventDefault();
        setText(null);
        onChange(next);
      }}
    />
  );
}
