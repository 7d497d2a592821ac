/** A font as a `data:` address, put there by the bundler. */
declare module '*.woff2?inline' {
  const address: string;
  // A bundler's asset module has no other export.
  // eslint-disable-next-line no-restricted-syntax
  export default address;
}
