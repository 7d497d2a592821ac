/** A key's cap, written beside what it does. Hidden from screen readers: the sheet of keys tells them. */
export function Kbd({ k }: { readonly k: string }) {
  return (
    <kbd className="kbd" aria-hidden="true">
      {k}
    </kbd>
  );
}
