/** Figures and lists of Amazon ElastiCache: each has its home here, with the page that states it. */
import { dated } from '../../engine/aws/dated.ts';

/** Days for which automatic snapshots may be kept: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html */
export const MAXIMUM_SNAPSHOT_DAYS = 35;

/** Where the engines listen unless told otherwise: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/accessing-elasticache.html */
export const REDIS_PORT = 6379;
export const MEMCACHED_PORT = 11211;

/** What an AUTH token may be: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html */
export const tokenLimits = { shortest: 16, longest: 128, characters: /^[A-Za-z0-9!&#$^<>-]*$/ } as const;

/** Redis OSS versions that nobody can create any more, and those that AWS keeps alive for a surcharge. */
export const redisVersions = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/deprecated-engine-versions.html', [
	{ of: /^2\./, ended: 'on January 13, 2023', state: 'retired' },
	{ of: /^3\./, ended: 'on July 31, 2023', state: 'retired' },
	{ of: /^5\.0\.[0-5]$/, ended: 'in favour of 5.0.6', state: 'retired' },
	{ of: /^4\./, ended: 'on January 31, 2026', state: 'extended' },
	{ of: /^5\.0(\.6)?$/, ended: 'on January 31, 2026', state: 'extended' },
]);

/** Families of nodes that are of a previous generation, and the families of today with the sizes that they have in common. */
export const previousNodes = dated('2026-11-24', 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html', {
	t1: { successors: ['t4g', 't3'] },
	t2: { successors: ['t4g', 't3'] },
	m1: { successors: ['m7g', 'm5'] },
	m2: { successors: ['r7g', 'r5'] },
	m3: { successors: ['m7g', 'm5'] },
	c1: { successors: ['m7g', 'm5'] },
	r3: { successors: ['r7g', 'r5'] },
} as Readonly<Record<string, { readonly successors: readonly string[] }>>);

/** The sizes of today's families: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html */
export const nodeSizes: Readonly<Record<string, readonly string[]>> = {
	t3: ['micro', 'small', 'medium'],
	t4g: ['micro', 'small', 'medium'],
	m5: ['large', 'xlarge', '2xlarge', '4xlarge', '12xlarge', '24xlarge'],
	m7g: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'],
	r5: ['large', 'xlarge', '2xlarge', '4xlarge', '12xlarge', '24xlarge'],
	r7g: ['large', 'xlarge', '2xlarge', '4xlarge', '8xlarge', '12xlarge', '16xlarge'],
};
