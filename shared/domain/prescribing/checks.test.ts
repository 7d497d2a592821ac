import { describe, expect, test } from 'vitest';
import { findingsFor } from './checks';
import { substancesIn } from './substances';

const medicine = (name: string, brand: string | null = null) => ({ name, brand });

describe('substancesIn', () => {
  test.each([
    ['PARACETAMOL 650 mg', ['paracetamol']],
    ['Amoxicillin + Clavulanate Potassium', ['amoxicillin', 'clavulanate']],
    ['Diclofenac Sodium / Paracetamol', ['diclofenac', 'paracetamol']],
    ['Magnesium sulphate', ['magnesium']],
    ['Metformin HCl', ['metformin']],
    ['Sodium valproate', ['sodium valproate']],
    ['पैरासिटामोल', ['पैरासिटामोल']],
    ['', []],
  ])('of %s', (name, keys) => {
    expect(substancesIn(name)).toEqual(keys);
  });
});

describe('an allergy', () => {
  test.each([
    ['Penicillin', 'Amoxicillin'],
    ['penicillins', 'AMPICILLIN + cloxacillin'],
    ['Amoxicillin', 'Ampicillin'],
    ['Sulfa drugs', 'Sulfamethoxazole / Trimethoprim'],
    ['Cephalosporin', 'Cefixime'],
    ['quinolones', 'Levofloxacin'],
    ['Diclofenac', 'Diclofenac Sodium'],
    ['valproate', 'Sodium valproate'],
  ])('to %s stops %s', (allergy, name) => {
    expect(findingsFor([medicine(name)], [allergy])).toEqual([
      { rule: 'allergic_to', medicine: name, because: allergy },
    ]);
  });

  test('is found in the brand too', () => {
    expect(findingsFor([medicine('Co-amoxiclav', 'Amoxicillin clavulanate')], ['Penicillin'])).toHaveLength(
      1,
    );
  });

  test('is found in what the list knows a brand to be made of, as is a substance twice', () => {
    const brands = new Map([['augmentin', ['amoxicillin', 'clavulanic acid']]]);
    expect(findingsFor([medicine('AUGMENTIN'), medicine('Clavulanic acid')], ['Penicillin'], brands)).toEqual(
      [
        { rule: 'allergic_to', medicine: 'AUGMENTIN', because: 'Penicillin' },
        { rule: 'same_substance', medicine: 'Clavulanic acid', because: 'AUGMENTIN' },
      ],
    );
  });

  test.each([
    ['Penicillin', 'Azithromycin'],
    ['Statins', 'Nystatin'],
    ['Sulfa', 'Magnesium sulphate'],
    ['Cephalosporin', 'Cetirizine'],
  ])('to %s does not stop %s', (allergy, name) => {
    expect(findingsFor([medicine(name)], [allergy])).toEqual([]);
  });
});

describe('one substance twice', () => {
  test('is named with what holds it already', () => {
    const twice = [medicine('Paracetamol', 'Dolo 650'), medicine('Ibuprofen + Paracetamol', 'Combiflam')];
    expect(findingsFor(twice, [])).toEqual([
      { rule: 'same_substance', medicine: 'Ibuprofen + Paracetamol', because: 'Paracetamol' },
    ]);
  });

  test('is not seen in two salts of different substances', () => {
    expect(findingsFor([medicine('Sodium chloride'), medicine('Potassium chloride')], [])).toEqual([]);
  });
});
