import type { PDFDocumentLoadingTask } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

/** A page or picture of more is drawn smaller or left out: four bytes each, and a file may claim any size. */
export const MOST_PIXELS = 16_000_000;

/** Opens a PDF for drawing alone: nothing of it is run. Whoever opens it destroys the task. */
export async function openPdf(file: Blob): Promise<PDFDocumentLoadingTask> {
  const pdfjs = await import('pdfjs-dist');
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  return pdfjs.getDocument({
    data: new Uint8Array(await file.arrayBuffer()),
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    maxImageSize: 4 * MOST_PIXELS,
  });
}
