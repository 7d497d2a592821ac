/** A bucket of a store that speaks S3, and the account that reaches it. */
export interface S3Address {
  /** Null for Amazon's own, which the region names. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What one desk's program needs to know before it can open its window. */
export interface AppConfig {
  /** `mysql://user:password@host:port/database`, the desk's account. */
  readonly mysqlUrl: string;
  readonly mongoUrl: string;
  /** Where documents' files are kept; null keeps them in MongoDB. */
  readonly s3: S3Address | null;
  /** A UUID made at the first start and kept beside the configuration. */
  readonly deskId: string;
  readonly deskName: string;
  readonly appVersion: string;
}
