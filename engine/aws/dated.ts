/**
 * A table of facts that AWS changes over the years: engine versions, instance classes, certificate authorities, quotas. A message
 * that rests on one names {@link Dated.asOf}; a test fails when a table is older than a year.
 */
export interface Dated<T> {
	/** When the source was read, ISO date. */
	readonly asOf: string;
	/** AWS's page that states the facts. */
	readonly source: string;
	readonly table: T;
}

export function dated<const T>(asOf: string, source: string, table: T): Dated<T> {
	return { asOf, source, table };
}
