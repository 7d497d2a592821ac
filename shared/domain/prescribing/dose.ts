import { parseQuantity } from './quantity';

const AMOUNT = /^([\d.,/¼½¾]+)\s*((?:%|\p{L}[\p{L}\p{M}.]*)(?:[\s/][\p{L}\p{M}\d\s.%/]*)?)$/u;
const EACH = /^\d+(?:[.,]\d+)?(?:\/\d+(?:[.,]\d+)?)+$/;

function isAmount(text: string): boolean {
  const [, amount = '', unit = ''] = AMOUNT.exec(text) ?? [];
  if (unit.trim() === '') return false;
  // `500/125 mg` and `10/12.5 mg` name the strength of each substance.
  const isOfEach = EACH.test(amount) && parseQuantity(amount) === null;
  const parts = isOfEach ? amount.split('/') : [amount];
  return parts.every((part) => {
    const number = parseQuantity(part) ?? (/^\d+([.,]\d+)?$/.test(part) ? Number(part.replace(',', '.')) : 0);
    return number > 0;
  });
}

/** Whether a text names a dose: an amount above nothing with its unit, such as `500 mg`, `1 tab`, `250 mg/5 ml`. */
export function isDose(typed: string): boolean {
  return typed.split('+').every((part) => isAmount(part.trim()));
}
