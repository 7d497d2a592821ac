/** A font as a `data:` address, put there by the bundler. */
declare module '*.woff2?inline' {
  const address: string;
  export default address;
}
