import { fold } from '../search-words';
import { isSameAllergen, isSameSubstance, substancesIn } from './substances';

interface Medicine {
  readonly name: string;
  readonly brand: string | null;
}

/** What a prescription is stopped for until somebody gives a reason. */
export interface Finding {
  readonly rule: 'allergic_to' | 'same_substance';
  readonly medicine: string;
  /** The allergy as it was noted, or the medicine that holds the substance already. */
  readonly because: string;
}

/** What the clinic's list knows brands to be made of, by folded name. */
type BrandsKnown = ReadonlyMap<string, readonly string[]>;
const NONE_KNOWN: BrandsKnown = new Map();

/** Medicines of which the patient must not have the substance, and substances that stand there twice. */
export function findingsFor(
  medicines: readonly Medicine[],
  allergies: readonly string[],
  brands: BrandsKnown = NONE_KNOWN,
): Finding[] {
  const findings: Finding[] = [];
  const before: { readonly name: string; readonly key: string }[] = [];
  const noted = allergies.flatMap((allergy) => substancesIn(allergy).map((key) => ({ allergy, key })));
  for (const { name, brand } of medicines) {
    const listed = [name, brand ?? ''].flatMap((said) => brands.get(fold(said)) ?? []);
    const own = [...new Set([...substancesIn(name), ...listed])];
    const all = [...own, ...substancesIn(brand ?? '')];
    const allergy = noted.find(({ key }) => all.some((substance) => isSameAllergen(key, substance)));
    if (allergy) findings.push({ rule: 'allergic_to', medicine: name, because: allergy.allergy });
    const twice = before.find(({ key }) => own.some((substance) => isSameSubstance(key, substance)));
    if (twice) findings.push({ rule: 'same_substance', medicine: name, because: twice.name });
    before.push(...own.map((key) => ({ name, key })));
  }
  return findings;
}
