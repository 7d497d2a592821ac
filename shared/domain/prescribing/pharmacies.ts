/** A pharmacy near the clinic, and the way there. */
interface Pharmacy {
  readonly name: string;
  readonly meters: number;
}

function isPharmacy(value: unknown): value is Pharmacy {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'name') === 'string' &&
    Number.isInteger(Reflect.get(value, 'meters'))
  );
}

/** What a prescription's column `rich` names; none where it was signed before pharmacies were kept. */
export function pharmaciesIn(rich: object): Pharmacy[] {
  const stored: unknown = Reflect.get(rich, 'pharmacies');
  return Array.isArray(stored) ? stored.filter(isPharmacy) : [];
}

const KILOMETRE = 1000;

/** `City Pharmacy (350 m)` as the locale writes it, from 1 km on in kilometres; 0 m is in the house and has no way. */
export function pharmacyInWords({ name, meters }: Pharmacy, locale: string): string {
  if (meters === 0) return name;
  const inKilometres = meters >= KILOMETRE;
  const way = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: inKilometres ? 'kilometer' : 'meter',
    maximumFractionDigits: 1,
  }).format(inKilometres ? meters / KILOMETRE : meters);
  return `${name} (${way})`;
}
