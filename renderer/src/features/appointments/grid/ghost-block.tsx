import type { Ref } from 'react';

/** The floating block's frame; ghost.ts fills and moves it. */
export function GhostBlock({ ref }: { readonly ref: Ref<HTMLDivElement> }) {
  return (
    <div ref={ref} className="ghost" hidden aria-hidden="true">
      <b data-ghost="title" />
      <i data-ghost="time" />
      <span data-ghost="note" />
    </div>
  );
}
