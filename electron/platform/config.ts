/** What one desk's program needs to know before it can open its window. */
export interface AppConfig {
  /** `mysql://user:password@host:port/database`, the desk's account. */
  readonly mysqlUrl: string;
  readonly mongoUrl: string;
  /** A UUID made at the first start and kept beside the configuration. */
  readonly deskId: string;
  readonly deskName: string;
  readonly appVersion: string;
}
