/// <reference types="vite/client" />
import type { Texts } from '#shared/texts/texts';
import type { Refusal } from '#shared/errors/app-error';
import type { Bridge } from './api/bridge';

declare global {
  interface Window {
    /** Put there by the preload script, or by the loopback host's own. */
    readonly clinic: Bridge;
  }
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Refusal;
  }
}
