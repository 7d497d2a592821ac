import { fold } from '../search-words';
import { type ImportField, type ImportKind, isFieldOf } from './fields';

/** Headings that other programs write, in English and Hindi; compared folded, without blanks and signs. */
const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  name: [
    'name',
    'full name',
    'patient',
    'patient name',
    'नाम',
    'पूरा नाम',
    'मरीज',
    'मरीज़ का नाम',
    'रोगी का नाम',
  ],
  firstName: ['first name', 'given name', 'forename', 'fname', 'पहला नाम', 'प्रथम नाम'],
  lastName: ['last name', 'surname', 'family name', 'lname', 'उपनाम', 'कुलनाम', 'अंतिम नाम'],
  phone: [
    'phone',
    'phone number',
    'phone no',
    'mobile',
    'mobile number',
    'mobile no',
    'contact',
    'contact number',
    'contact no',
    'telephone',
    'tel',
    'cell',
    'whatsapp',
    'फ़ोन',
    'फोन नंबर',
    'मोबाइल',
    'मोबाइल नंबर',
    'दूरभाष',
  ],
  contactEmail: ['email', 'e-mail', 'email address', 'email id', 'mail', 'ईमेल'],
  birth: [
    'birth',
    'date of birth',
    'dob',
    'birth date',
    'birthdate',
    'born',
    'age',
    'year of birth',
    'जन्म तिथि',
    'जन्मतिथि',
    'जन्म',
    'आयु',
    'उम्र',
  ],
  gender: ['gender', 'sex', 'लिंग'],
  guardian: [
    'guardian',
    'father',
    'father name',
    "father's name",
    'husband',
    'father/husband',
    'parent',
    'care of',
    'c/o',
    'अभिभावक',
    'पिता',
    'पिता का नाम',
    'पिता/पति',
  ],
  clinicNo: [
    'clinic no',
    'clinic number',
    'patient id',
    'patient no',
    'patient number',
    'uhid',
    'mrn',
    'reg no',
    'registration no',
    'मरीज़ संख्या',
    'पंजीकरण संख्या',
  ],
  oldFileNo: [
    'old file no',
    'old file number',
    'file no',
    'file number',
    'old no',
    'पुरानी फ़ाइल',
    'फ़ाइल नंबर',
    'फ़ाइल संख्या',
  ],
  identifier: ['abha', 'abha no', 'abha number', 'abha id', 'health id', 'आभा', 'आभा नंबर', 'आभा संख्या'],
  address: ['address', 'city', 'place', 'village', 'पता', 'शहर', 'गाँव'],
  deskNotes: ['notes', 'note', 'remarks', 'remark', 'comment', 'comments', 'टिप्पणी', 'नोट'],
  doctor: [
    'doctor',
    'doctor name',
    'dr',
    'physician',
    'consultant',
    'provider',
    'doctor id',
    'डॉक्टर',
    'चिकित्सक',
    'डॉक्टर का नाम',
  ],
  date: [
    'date',
    'appointment date',
    'visit date',
    'day',
    'start',
    'start time',
    'date time',
    'datetime',
    'appointment',
    'तारीख',
    'दिनांक',
    'तिथि',
  ],
  time: ['time', 'from', 'appointment time', 'at', 'start at', 'समय', 'बजे'],
  endTime: ['end', 'end time', 'to', 'until', 'तक', 'समाप्ति'],
  minutes: ['minutes', 'mins', 'min', 'duration', 'length', 'मिनट', 'अवधि'],
  patientNo: [
    'patient no',
    'patient number',
    'patient id',
    'clinic no',
    'clinic number',
    'file no',
    'file number',
    'old file no',
    'uhid',
    'mrn',
    'मरीज़ संख्या',
    'फ़ाइल नंबर',
  ],
  type: ['type', 'visit type', 'kind', 'mode', 'प्रकार'],
  reason: ['reason', 'complaint', 'reason for visit', 'purpose', 'कारण', 'शिकायत'],
  substance: [
    'substances',
    'generic',
    'generic name',
    'salt',
    'salt name',
    'composition',
    'molecule',
    'active ingredient',
    'ingredient',
    'दवा का नाम',
    'जेनेरिक नाम',
    'साल्ट',
    'घटक',
  ],
  brand: ['brand name', 'trade name', 'product', 'product name', 'name', 'ब्रांड', 'ब्रांड नाम'],
  strength: ['dose', 'dosage', 'power', 'मात्रा', 'शक्ति'],
  form: ['dosage form', 'type', 'रूप', 'प्रकार'],
  withdrawn: ['discontinued', 'is discontinued', 'stopped', 'बंद'],
};

function plain(heading: string): string {
  // The nukta is left out as often as it is typed.
  return fold(heading)
    .normalize('NFD')
    .replace(/\u093c/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}

const BY_KIND = new Map<ImportKind, ReadonlyMap<string, ImportField>>();

function wordsOf(kind: ImportKind): ReadonlyMap<string, ImportField> {
  const known = BY_KIND.get(kind);
  if (known) return known;
  const words = new Map<string, ImportField>();
  // Own keys of a closed record: each is a field.
  for (const field of Object.keys(HEADINGS) as ImportField[]) {
    if (!isFieldOf(kind, field)) continue;
    for (const heading of [field, ...HEADINGS[field]])
      if (!words.has(plain(heading))) words.set(plain(heading), field);
  }
  BY_KIND.set(kind, words);
  return words;
}

/**
 * What each column holds, by its heading; a heading that was mapped before keeps its place. A field is given
 * to one column only, the first.
 */
export function guessColumns(
  kind: ImportKind,
  headings: readonly string[],
  before: Readonly<Record<string, ImportField | null>> = {},
): (ImportField | null)[] {
  const words = wordsOf(kind);
  const taken = new Set<ImportField>();
  return headings.map((heading) => {
    const kept = Object.hasOwn(before, heading) ? before[heading] : undefined;
    const field = kept === undefined ? (words.get(plain(heading)) ?? null) : kept;
    if (field === null || taken.has(field) || !isFieldOf(kind, field)) return null;
    taken.add(field);
    return field;
  });
}
