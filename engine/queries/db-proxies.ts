/** RDS proxies: which databases stand behind one, and which proxy stands before a database. */
import type { Property, Resource } from '../model/resource.ts';
import { CLUSTER, INSTANCE } from './db-clusters.ts';

export const PROXY = 'AWS::RDS::DBProxy';
export const TARGETS = 'AWS::RDS::DBProxyTargetGroup';

export interface ProxyTarget {
	/** The property that names it. */
	readonly at: Property;
	readonly group: Resource;
	/** The database, where it belongs to the design. */
	readonly database: Resource | undefined;
}

/** The databases that the target groups of a proxy name. */
export function targetsOf(proxy: Resource): readonly ProxyTarget[] {
	return proxy.design.pointing(TARGETS, 'DBProxyName', proxy).certain.flatMap(group => [
		...group.all('DBClusterIdentifiers[]').map(at => ({ at, group, database: proxy.design.follow(at, CLUSTER) })),
		...group.all('DBInstanceIdentifiers[]').map(at => ({ at, group, database: proxy.design.follow(at, INSTANCE) })),
	]);
}

/** The proxies before a database. Possible: a target group may name it, or its proxy is not in the design. */
export function proxiesOf(database: Resource): { readonly certain: readonly Resource[]; readonly possible: boolean } {
	const { design } = database;
	const groups = design.pointing(TARGETS, `${database.type === CLUSTER ? 'DBClusterIdentifiers' : 'DBInstanceIdentifiers'}[]`, database);
	const proxies = groups.certain.map(group => design.follow(group.at('DBProxyName'), PROXY));
	return { certain: proxies.filter(proxy => proxy !== undefined), possible: groups.possible.length > 0 || proxies.includes(undefined) };
}
