import { describe, expect, it } from 'vitest';
import { LONGEST_MESSAGE, messageLanguage, renderMessage, templateProblem } from './message-template';

const values = {
  patient: 'Kavya Rao',
  doctor: 'Dr Meera Rao',
  date: 'Monday 4 January',
  time: '10:40 am',
  clinic: 'City Clinic',
};

describe('a message', () => {
  it('has its places filled, each as often as it stands there', () => {
    const template = '{patient}: {doctor}, {date}, {time}. {patient}, {clinic}';
    expect(renderMessage(template, values)).toEqual({
      text: 'Kavya Rao: Dr Meera Rao, Monday 4 January, 10:40 am. Kavya Rao, City Clinic',
    });
  });

  it('takes a name as it is, also one that looks like a place or like a pattern', () => {
    expect(renderMessage('{patient} {time}', { ...values, patient: '{doctor} $& $1' })).toEqual({
      text: '{doctor} $& $1 10:40 am',
    });
  });

  it.each(['سلمى الزهراء', 'सुनीता देवी', '王小明', 'Łukasz Żak', 'தமிழ்ச்செல்வி 👩‍⚕️'])(
    'says %s letter by letter',
    (patient) => {
      expect(renderMessage('→ {patient} ←', { ...values, patient })).toEqual({ text: `→ ${patient} ←` });
    },
  );
});

describe('a template that is wrong', () => {
  it.each([
    ['{reason}', 'reason'],
    ['Dear {patient}, about your {diagnosis}', 'diagnosis'],
    ['{Patient}', 'Patient'],
    ['{ patient }', ' patient '],
    ['{}', ''],
    ['{__proto__}', '__proto__'],
  ])('%s names a place that is not known', (template, placeholder) => {
    expect(templateProblem(template)).toEqual({ problem: 'unknown_placeholder', placeholder });
    expect(renderMessage(template, values)).toEqual({ problem: 'unknown_placeholder', placeholder });
  });

  it('is empty, or longer than a message may be, before or after it was filled', () => {
    expect(templateProblem('  \n ')).toEqual({ problem: 'message_empty' });
    const tooLong = { problem: 'message_too_long', max: LONGEST_MESSAGE };
    expect(templateProblem('क'.repeat(701))).toEqual(tooLong);
    expect(templateProblem('👩'.repeat(700))).toBeNull();
    expect(renderMessage('{patient}', { ...values, patient: 'x'.repeat(701) })).toEqual(tooLong);
  });
});

describe('the language', () => {
  it.each([
    ['hi', 'en-IN', 'hi'],
    ['hi-IN', 'en-IN', 'hi'],
    ['HI', 'en-IN', 'hi'],
    ['ta', 'mr-IN', 'mr'],
    [null, 'mr-IN', 'mr'],
    ['ta', 'ta-IN', 'en'],
  ])('of a patient who speaks %s in a clinic of %s is %s', (patient, clinic, wanted) => {
    expect(messageLanguage(['en', 'hi', 'mr'], patient, clinic)).toBe(wanted);
  });

  it('is any that the clinic has words in, and none where it has none', () => {
    expect(messageLanguage(['ta'], 'hi', 'en-IN')).toBe('ta');
    expect(messageLanguage([], 'hi', 'en-IN')).toBeNull();
  });
});
