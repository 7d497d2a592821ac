/** What went wrong with a whole form, told at once; nothing where nothing did. */
export function TroubleLine({ words }: { readonly words: string | null }) {
  if (words === null) return null;
  return (
    <p role="alert" className="field-error">
      {words}
    </p>
  );
}
