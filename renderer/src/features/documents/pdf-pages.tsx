import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { MOST_PIXELS, openPdf } from './open-pdf';

const SCALE = 1.5;
/** Drawn at once; what comes after is in the saved file. */
const MOST_PAGES = 50;

/** The pages of a PDF, drawn: nothing of it is run, and its links and forms are only looks. */
export function PdfPages({ file, onTrouble }: { readonly file: Blob; readonly onTrouble: () => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<PDFDocumentProxy | null>(null);
  useEffect(() => {
    let isGone = false;
    let close: (() => void) | null = null;
    const load = async () => {
      const task = await openPdf(file);
      close = () => {
        void task.destroy();
      };
      const document = await task.promise;
      if (isGone) close();
      else setOpened(document);
    };
    load().catch(() => {
      if (!isGone) onTrouble();
    });
    return () => {
      isGone = true;
      close?.();
    };
  }, [file, onTrouble]);
  if (!opened) return <p aria-busy="true">{t('common.loading')}</p>;
  const count = opened.numPages;
  return (
    <>
      {Array.from({ length: Math.min(count, MOST_PAGES) }, (_none, index) => (
        <PdfPage key={index} opened={opened} number={index + 1} onTrouble={onTrouble} />
      ))}
      {count > MOST_PAGES ? (
        <p role="note">{t('documents.morePages', { shown: MOST_PAGES, pages: count })}</p>
      ) : null}
    </>
  );
}

interface PageProps {
  readonly opened: PDFDocumentProxy;
  readonly number: number;
  readonly onTrouble: () => void;
}

function PdfPage({ opened, number, onTrouble }: PageProps) {
  const { t } = useTranslation();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    const draw = async () => {
      const page = await opened.getPage(number);
      const target = canvas.current;
      if (!target || isGone) return;
      const { width, height } = page.getViewport({ scale: 1 });
      const scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (width * height)));
      const viewport = page.getViewport({ scale });
      target.width = viewport.width;
      target.height = viewport.height;
      const task = page.render({ canvas: target, viewport });
      stop = () => {
        task.cancel();
      };
      await task.promise;
    };
    draw().catch(() => {
      if (!isGone) onTrouble();
    });
    return () => {
      isGone = true;
      stop?.();
    };
  }, [opened, number, onTrouble]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={t('documents.page', { page: number, count: opened.numPages })}
    />
  );
}
