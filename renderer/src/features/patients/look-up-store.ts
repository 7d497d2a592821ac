import { create } from 'zustand';
import type { PatientSummary } from '#shared/contract/patients';

/** Where the keyboard was, so that it comes back to the same letter. */
interface Place {
  readonly element: HTMLElement;
  readonly start: number | null;
  readonly end: number | null;
}

interface LookUpState {
  readonly isOpen: boolean;
  readonly from: Place | null;
  /** What is looked for when it opens, and who was found by it already. */
  readonly asked: { readonly text: string; readonly found: readonly PatientSummary[] } | null;
}

export const useLookUp = create<LookUpState>()(() => ({ isOpen: false, from: null, asked: null }));

type Selectable = HTMLInputElement | HTMLTextAreaElement;

/** Whether the keyboard writes into it. */
export function isTextField(element: Element | null): element is Selectable {
  return (
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'date'].includes(element.type))
  );
}

function placeOf(element: Element | null): Place | null {
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  return isTextField(element)
    ? { element, start: element.selectionStart, end: element.selectionEnd }
    : { element, start: null, end: null };
}

/** Opens it over whatever is there. */
export function openLookUp(asked: LookUpState['asked'] = null): void {
  const { isOpen, from } = useLookUp.getState();
  useLookUp.setState({ isOpen: true, asked, from: isOpen ? from : placeOf(document.activeElement) });
}

/** Closes it; `back` puts the keyboard where it was. */
export function closeLookUp(back: boolean): void {
  const { from } = useLookUp.getState();
  useLookUp.setState({ isOpen: false, from: null, asked: null });
  if (!back || !from) return;
  // The dialog lets go of the keyboard when it is gone.
  requestAnimationFrame(() => {
    from.element.focus({ preventScroll: true });
    if (isTextField(from.element) && from.start !== null) {
      from.element.setSelectionRange(from.start, from.end ?? from.start);
    }
  });
}
