import { listed } from '../../engine/model/listed.ts';
import type { Resource } from '../../engine/model/resource.ts';
import { admitsInternet } from '../../engine/queries/network.ts';
import { type FixSpec, defineRule, refer } from '../../engine/review/rule.ts';
import { MEMCACHED_PORT, REDIS_PORT } from './facts.ts';

/** How each kind of cache names its security groups. */
const CACHES = [['AWS::ElastiCache::ReplicationGroup', 'SecurityGroupIds[]'], ['AWS::ElastiCache::CacheCluster', 'VpcSecurityGroupIds[]'], ['AWS::ElastiCache::ServerlessCache', 'SecurityGroupIds[]']] as const;

export default defineRule({
	id: 'elasticache/open-security-group',
	title: "A cache's port is not open to the internet",
	severity: 'error',
	pillar: 'security',
	since: '0.1.0',
	source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/accessing-elasticache.html',
	on: 'AWS::EC2::SecurityGroup',
	fixes: 'choice',
	review(group, design, report) {
		const open = new Map<number, Resource[]>();
		for (const [type, groups] of CACHES) {
			for (const cache of design.pointing(type, groups, group).certain) {
				const port = portOf(cache);
				if (port !== undefined) open.set(port, [...open.get(port) ?? [], cache]);
			}
		}
		const network = design.follow(group.at('VpcId'), 'AWS::EC2::VPC');
		for (const [port, caches] of open) {
			for (const range of admitsInternet(group, port)) {
				const own: readonly FixSpec[] = network && range.name === 'CidrIp' ? [{
					title: `Admit only addresses of ${network.name}`, effect: 'changes behaviour',
					change: change => change.set(range, network.at('CidrBlock').string ?? refer(network, 'CidrBlock')),
				}] : [];
				report(range, `${group.name} lets the whole internet (${range.string}) try port ${port} of ${listed(caches.map(one => one.name))}; a cache is for the servers in front of it.`, { related: caches, fix: own });
			}
		}
	},
});

function portOf(cache: Resource): number | undefined {
	const port = cache.type === 'AWS::ElastiCache::ServerlessCache' ? undefined : cache.at('Port');
	if (port && port.exists !== 'no') return port.number;
	const memcached = cache.at('Engine').is('memcached');
	return memcached === 'maybe' ? undefined : memcached === 'yes' ? MEMCACHED_PORT : REDIS_PORT;
}
