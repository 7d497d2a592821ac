import {
  MEASURES,
  type Measure,
  NOTHING_MEASURED,
  SINGLE_MEASURES,
  type VitalValues,
  measureText,
} from './measures';

/** The fields of the form: both blood pressures are typed in one, `120/80`. */
export const VITAL_FIELDS = ['pressure', ...SINGLE_MEASURES] as const;
export type VitalField = (typeof VITAL_FIELDS)[number];
export type TypedVitals = Readonly<Record<VitalField, string>>;

export const NOTHING_TYPED: TypedVitals = {
  pressure: '',
  pulse: '',
  temperatureC: '',
  spo2: '',
  respiration: '',
  glucoseMgDl: '',
  weightKg: '',
  heightCm: '',
};

/** Why a field cannot be read as it is typed. */
export interface VitalProblem {
  readonly code:
    'not_a_number' | 'not_a_pressure' | 'out_of_range' | 'not_whole' | 'too_many_decimals' | 'pressure_order';
  readonly params: Readonly<Record<string, number>>;
}

export type ReadField =
  | { readonly ok: true; readonly values: Partial<VitalValues> }
  | { readonly ok: false; readonly problem: VitalProblem };

const NUMBER = /^(\d{1,4})(?:[.,](\d{1,3}))?$/;
const PRESSURE = /^(\d{1,3})\s*[/\\ -]\s*(\d{1,3})$/;
/** Degrees Fahrenheit that are a temperature at all; what they begin with no thermometer shows in Celsius. */
const FAHRENHEIT = { min: 77, max: 113 };

function latinDigits(typed: string): string {
  return typed.replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
}

function wrong(code: VitalProblem['code'], params: VitalProblem['params'] = {}): ReadField {
  return { ok: false, problem: { code, params } };
}

/** What is wrong with a value of a measure; null where it can be. */
export function valueProblem(measure: Measure, value: number): VitalProblem | null {
  const { min, max, decimals } = MEASURES[measure];
  if (value < min || value > max) return { code: 'out_of_range', params: { min, max } };
  if (Number(value.toFixed(decimals)) === value) return null;
  return decimals === 0
    ? { code: 'not_whole', params: {} }
    : { code: 'too_many_decimals', params: { max: decimals } };
}

/** A thermometer's number in degrees Celsius: from 77 on it can only have shown Fahrenheit. */
function celsius(value: number): number {
  if (value < FAHRENHEIT.min || value > FAHRENHEIT.max) return value;
  return Math.round(((value - 32) / 1.8) * 10) / 10;
}

function readPressure(text: string): ReadField {
  const [, high, low] = PRESSURE.exec(text) ?? [];
  if (high === undefined || low === undefined) return wrong('not_a_pressure');
  const values = { systolic: Number(high), diastolic: Number(low) };
  const problem = valueProblem('systolic', values.systolic) ?? valueProblem('diastolic', values.diastolic);
  if (problem) return { ok: false, problem };
  if (values.diastolic >= values.systolic) return wrong('pressure_order');
  return { ok: true, values };
}

/** Reads one field of the form: `120/80`, `37,5`, `98.6` (Fahrenheit); nothing typed is nothing measured. */
export function readField(field: VitalField, typed: string): ReadField {
  const text = latinDigits(typed.trim());
  if (text === '') return { ok: true, values: {} };
  if (field === 'pressure') return readPressure(text);
  const [, whole, part] = NUMBER.exec(text) ?? [];
  if (whole === undefined) return wrong('not_a_number');
  const number = Number(part === undefined ? whole : `${whole}.${part}`);
  const value = field === 'temperatureC' ? celsius(number) : number;
  const problem = valueProblem(field, value);
  return problem ? { ok: false, problem } : { ok: true, values: { [field]: value } };
}

export interface ReadVitals {
  readonly values: VitalValues;
  readonly problems: Readonly<Partial<Record<VitalField, VitalProblem>>>;
}

/** The whole form: what was measured, and what cannot be read. */
export function readVitals(typed: TypedVitals): ReadVitals {
  let values = NOTHING_MEASURED;
  const problems: Partial<Record<VitalField, VitalProblem>> = {};
  for (const field of VITAL_FIELDS) {
    const read = readField(field, typed[field]);
    if (read.ok) values = { ...values, ...read.values };
    else problems[field] = read.problem;
  }
  return { values, problems };
}

/** The way back: values as they would be typed, for putting them right. */
export function typedFrom(values: VitalValues): TypedVitals {
  const text = (measure: Measure) => {
    const value = values[measure];
    return value === null ? '' : measureText(measure, value);
  };
  return {
    pressure: values.systolic === null ? '' : `${text('systolic')}/${text('diastolic')}`,
    pulse: text('pulse'),
    temperatureC: text('temperatureC'),
    spo2: text('spo2'),
    respiration: text('respiration'),
    glucoseMgDl: text('glucoseMgDl'),
    weightKg: text('weightKg'),
    heightCm: text('heightCm'),
  };
}
