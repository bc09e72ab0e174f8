/** Block Public Access: what the settings of a bucket, an access point and the account make of a grant to strangers. */
import type { Architecture } from '../model/architecture.ts';
import { consistent, type Property, type Resource } from '../model/resource.ts';
import type { Condition } from '../model/value.ts';
import type { PublicGrant } from '../policy/access.ts';
import type { Stop } from './avenues.ts';

/** Block Public Access of the whole account: CloudFormation has no type for it, Terraform has `aws_s3_account_public_access_block`. */
export const ACCOUNT_BLOCK = 'Plumbline::S3::AccountPublicAccessBlock';

/** Which settings refuse what strangers are let in by, and which leave it standing and without effect. */
const SETTINGS = {
	policy: ['BlockPublicPolicy', 'RestrictPublicBuckets'],
	acl: ['BlockPublicAcls', 'IgnorePublicAcls'],
} as const;

/** What Block Public Access does to a public policy or ACL, in one of the ways in which the design's conditions can fall. */
export type Blocking =
	/** S3 refuses the policy or ACL: the setting that says so. */
	| { readonly kind: 'refused'; readonly setting: Property }
	/** S3 takes it and lets no stranger in. */
	| { readonly kind: 'void'; readonly setting: Property }
	/** The settings are off. */
	| { readonly kind: 'off' }
	/** Nothing is declared: on for buckets made since April 2023, off for older ones. */
	| { readonly kind: 'undeclared' }
	/** The settings, or the bucket, cannot be known. */
	| { readonly kind: 'unknown' };

/** What becomes of a grant of a bucket's policy; see {@link blockingOf}. */
export function blocking(grant: Pick<PublicGrant, 'principal' | 'principals' | 'when'>, bucket: Resource | undefined, design: Architecture): Blocking[] {
	const place = grant.principal?.property ?? grant.principals.property;
	return blockingOf('policy', [...grant.when, ...place.demands], bucket, design);
}

/** What the bucket's settings, and the account's where the design has them, make of a grant that stands under conditions, for each way in which they can be. */
export function blockingOf(by: keyof typeof SETTINGS, demands: readonly Condition[], bucket: Resource | undefined, design: Architecture): Blocking[] {
	const [refuse, restrict] = SETTINGS[by];
	const accounts = design.all(ACCOUNT_BLOCK);
	const possible = (property: Property) => property.alternatives.filter(one => consistent([...demands, ...one.demands]));
	const above = (name: string) => accounts.map(account => account.at(name));
	const account = settle(above(refuse), above(restrict));
	if (!bucket) return [accounts.length > 0 ? account : { kind: 'unknown' }];
	return possible(bucket.at('PublicAccessBlockConfiguration')).flatMap((block): Blocking[] => {
		if (block.exists === 'no') return [accounts.length > 0 ? account : { kind: 'undeclared' }];
		if (block.exists === 'maybe') return [{ kind: 'unknown' }];
		return possible(block.at(refuse)).flatMap(refusing => possible(block.at(restrict))
			.filter(voiding => refusing.together(voiding))
			.map(voiding => settle([refusing, ...above(refuse)], [voiding, ...above(restrict)])));
	});
}

/** Of the bucket's and the account's settings the strictest counts. */
function settle(refusing: readonly Property[], voiding: readonly Property[]): Blocking {
	for (const [kind, settings] of [['refused', refusing], ['void', voiding]] as const) {
		const setting = settings.find(one => one.is(true) === 'yes');
		if (setting) return { kind, setting };
		if (settings.some(one => one.is(true) === 'maybe')) return { kind: 'unknown' };
	}
	return { kind: 'off' };
}

/** What stops a grant, of all the ways in which the settings can be; undefined where it is certain that they do not. */
export function stopOf(ways: readonly Blocking[]): Stop | undefined {
	const by = 'block public access';
	const stopping = ways.flatMap(way => ('setting' in way ? [way.setting] : []));
	const [first] = stopping;
	if (first) {
		const words = `${first.label}${first.resource.type === ACCOUNT_BLOCK ? ' of the account' : ''}`;
		return stopping.length === ways.length ? { answer: 'yes', by, words, at: first } : { answer: 'maybe', by, words: `${words}, which depends on conditions`, at: first };
	}
	if (ways.some(way => way.kind === 'undeclared')) return { answer: 'maybe', by, words: 'Block Public Access, which buckets made since April 2023 have on' };
	return ways.some(way => way.kind === 'unknown') ? { answer: 'maybe', by, words: 'Block Public Access, which is not known here' } : undefined;
}
