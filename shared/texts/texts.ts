import en from './en.json';
import hi from './hi.json';
import { mirrored } from './mirrored';

/** Every sentence of the program by i18next's keys; paper and screens are worded from the same ones. */
export const texts = {
  en: { translation: en },
  hi: { translation: hi },
  'ar-XB': { translation: mirrored(en) },
};

export type Texts = typeof en;

type Leaves<T, Before extends string> = {
  [K in keyof T & string]: T[K] extends string ? `${Before}${K}` : Leaves<T[K], `${Before}${K}.`>;
}[keyof T & string];

type WithoutPlural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

/** The keys of a tree of texts that may be asked for; the plural forms are asked for by their common part. */
export type KeyOf<T> = WithoutPlural<Leaves<T, ''>>;
export type TextKey = KeyOf<Texts>;
