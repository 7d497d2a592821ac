/** Offers what is at an address of our own for saving; the page stays where it is. */
export function saveAddress(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

/** Offers a file for saving; the address is let go when the browser has taken it. */
export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  saveAddress(address, name);
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
