import { useEffect, useEffectEvent } from 'react';
import { flushSync } from 'react-dom';
import { isTextField } from './look-up-store';
import { HOLD, ScanReader } from './scan-reader';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A text field as it was before a burst of keys went into it. */
interface Before {
  readonly field: TextField;
  readonly value: string;
  readonly start: number | null;
  readonly end: number | null;
}

function stateOf(field: TextField): Before {
  return { field, value: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Puts the text back as if it had been typed so: React hears of it by the event. */
function restore({ field, value, start, end }: Before): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (start !== null) field.setSelectionRange(start, end ?? start);
}

/** Sends a held key on its way; where it opened a text field meanwhile, it is typed there. */
function release(event: KeyboardEvent): void {
  const target = document.activeElement ?? document.body;
  if (isTextField(target)) {
    target.setRangeText(event.key, target.selectionStart ?? 0, target.selectionEnd ?? 0, 'end');
    target.dispatchEvent(new Event('input', { bubbles: true }));
    return;
  }
  const { key, code, shiftKey } = event;
  flushSync(() => {
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }),
    );
  });
}

/**
 * A barcode scanner that types, anywhere in the window. Where letters are commands they are held for the few
 * milliseconds that tell a scanner from a person; in a text field they are typed, and taken out again when
 * they turn out to be a scan.
 */
export function useScanner(onScan: (number: string, into: Element | null) => void): void {
  const scanned = useEffectEvent(onScan);
  useEffect(() => {
    const reader = new ScanReader();
    let held: KeyboardEvent[] = [];
    let before: Before | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const letGo = () => {
      clearTimeout(timer);
      const waiting = held;
      held = [];
      for (const event of waiting) release(event);
    };
    const stop = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const listen = (event: KeyboardEvent) => {
      // What was let go comes by here again, and is not the keyboard's own.
      if (!event.isTrusted || event.isComposing || event.repeat) return;
      if (document.querySelector('.work[inert]') !== null) return;
      const target = document.activeElement;
      if (target instanceof HTMLInputElement && target.type === 'password') return;
      const at = event.timeStamp;
      if (!reader.continues(at)) before = null;
      const reading = reader.read({
        key: event.key,
        at,
        chord: event.ctrlKey || event.metaKey || event.altKey,
      });
      if (reading === 'ignore') return;
      if (reading === 'other') {
        letGo();
        return;
      }
      if (reading === 'part') {
        if (isTextField(target) && held.length === 0) {
          before ??= stateOf(target);
          return;
        }
        stop(event);
        held.push(event);
        clearTimeout(timer);
        timer = setTimeout(letGo, HOLD);
        return;
      }
      stop(event);
      clearTimeout(timer);
      held = [];
      if (before) restore(before);
      before = null;
      scanned(reading.scanned, target);
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', listen, { capture: true });
    };
  }, []);
}
