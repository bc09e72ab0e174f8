/** Who gets at a bucket or a key, said when the pointer rests on its name or on the key of its policy. */
import type { Property, Resource } from '../../engine/model/resource.ts';
import type { Condition, Site } from '../../engine/model/value.ts';
import type { Access, Avenue, Stop } from '../../engine/queries/avenues.ts';
import { bucketAccess, bucketPolicyAccess } from '../../engine/queries/bucket-access.ts';
import { type KeyAccess, keyAccess } from '../../engine/queries/key-access.ts';
import type { Range } from '../../engine/syntax/tree.ts';
import type { DocumentReview } from '../../workspace/workspace.ts';
import type { LinesOf } from '../lines.ts';
import { destination, plain } from './markdown.ts';

/** Lines with the heading: what is more is counted. */
const MAX_LINES = 6;
const MAX_RESOURCES = 2;

export interface AccessPlace {
	readonly range: Range;
	/** One for each resource that is written here: a module that is called twice writes two. */
	readonly found: readonly { readonly resource: Resource; readonly access: Access | KeyAccess }[];
}

/** The resources that a policy opens, by its type, and the property that holds the policy. */
const POLICIES: readonly { readonly type: string; readonly property: string; readonly access: (resource: Resource) => Access | KeyAccess }[] = [
	{ type: 'AWS::S3::BucketPolicy', property: 'PolicyDocument', access: ofPolicy },
	...['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'].map(type => ({ type, property: 'KeyPolicy', access: keyAccess })),
];
const NAMED: readonly { readonly type: string; readonly access: (resource: Resource) => Access | KeyAccess }[] = [
	{ type: 'AWS::S3::Bucket', access: bucketAccess }, { type: 'AWS::KMS::Key', access: keyAccess }, { type: 'AWS::KMS::ReplicaKey', access: keyAccess },
];

export function accessAt({ uri, design }: DocumentReview, offset: number): AccessPlace | undefined {
	const within = ({ start, end }: Range) => start <= offset && offset <= end;
	const here = (site: Site, range: Range | undefined) => (site.uri === uri && range && within(range) ? range : undefined);
	const found: { resource: Resource; access: Access | KeyAccess; range: Range }[] = [];
	for (const { type, access } of NAMED) {
		for (const resource of design?.all(type) ?? []) {
			const range = here(resource.site, resource.site.range);
			if (range) found.push({ resource, access: access(resource), range });
		}
	}
	for (const { type, property, access } of POLICIES) {
		for (const resource of design?.all(type) ?? []) {
			const touched = resource.blocks.some(id => design!.blocks.get(id)?.uri === uri && within(design!.blocks.get(id)!.range));
			const { site } = touched ? resource.at(property) : resource;
			// A policy that stands alone has no key: its first one stands for it.
			const range = touched ? here(site, site.key ?? (resource.partial ? site.range : undefined)) : undefined;
			if (range) found.push({ resource, access: access(resource), range });
		}
	}
	const [first] = found;
	return first && { range: first.range, found: found.filter(one => one.range.start === first.range.start) };
}

function ofPolicy(policy: Resource): Access {
	const bucket = policy.design.follow(policy.at('Bucket'), 'AWS::S3::Bucket');
	return bucket ? bucketAccess(bucket) : bucketPolicyAccess(policy);
}

/** The documents that {@link accessText} links to. */
export function linkedBy(place: AccessPlace | undefined): readonly string[] {
	return place?.found.flatMap(({ access }) => access.avenues.flatMap(({ at, stop }) => [at.site.uri, ...stop?.at ? [stop.at.site.uri] : []])) ?? [];
}

/** Empty where nothing is known. */
export function accessText({ found }: AccessPlace, linesOf: LinesOf): string {
	const texts = new Map<string, string>();
	for (const { resource, access } of found) {
		const text = textOf(access, linesOf);
		if (text && ![...texts.values()].includes(text)) texts.set(resource.address, text);
	}
	// Where they differ a reader must know which one is meant.
	return [...texts].slice(0, MAX_RESOURCES).map(([address, text]) => (texts.size > 1 ? text.replace('**Who has access', () => `**Who has access to ${plain(address)}`) : text)).join('\n\n');
}

function textOf(access: Access | KeyAccess, linesOf: LinesOf): string {
	const identities = 'identityPolicies' in access ? access.identityPolicies : 'yes';
	const lines = linesOfAvenues(access.avenues.filter(one => one.who !== 'own account'), linesOf);
	if (identities === 'no') lines.push('- Identity policies of this account do not count: the key policy does not name the account');
	if (lines.length === 0) return access.complete && identities === 'yes' ? '**Who has access**: only identities of this account that their own policies allow' : '';
	if (!access.complete) lines.push('- Perhaps others: not all that decides it is known here');
	const most = MAX_LINES - 1;
	const shown = lines.length > most ? [...lines.slice(0, most - 1), `- and ${lines.length - most + 1} more`] : lines;
	return `**Who has access**\n\n${shown.join('\n')}`;
}

/** What is so whether a condition holds or not is so in any case. */
function linesOfAvenues(avenues: readonly Avenue[], linesOf: LinesOf): string[] {
	const alike = new Map<string, { avenue: Avenue; when: readonly Condition[] }[]>();
	for (const avenue of avenues) {
		const key = [avenue.caller, avenue.may, avenue.via, avenue.answer, avenue.stop?.words].join('\n');
		alike.set(key, [...alike.get(key) ?? [], { avenue, when: whenOf(avenue) }]);
	}
	return [...alike.values()].flatMap(same => {
		const always = same.some(({ when }) => when.length === 0 || (when.length === 1 && same.some(other => other.when.length === 1 && other.when[0]!.name === when[0]!.name && other.when[0]!.is !== when[0]!.is)));
		return [...new Set((always ? same.slice(0, 1) : same).map(({ avenue, when }) => lineOf(avenue, always ? [] : when, linesOf)))];
	});
}

function lineOf(avenue: Avenue, when: readonly Condition[], linesOf: LinesOf): string {
	const { caller, may, answer, stop } = avenue;
	const sure = answer === 'maybe' && !stop ? `perhaps ${caller}` : caller;
	const subject = sure[0]!.toUpperCase() + sure.slice(1);
	const where = `(${link(labelOf(avenue), avenue.at, linesOf)})${when.length === 0 ? '' : ` where ${plain(when.map(({ name, is }) => `${name} is ${is}`).join(' and '))}`}`;
	const barred = stop && (stop.answer === 'yes' ? `, but is stopped by ${said(stop, linesOf)}` : `, unless stopped by ${said(stop, linesOf)}`);
	return `- ${plain(subject)} ${stop?.answer === 'yes' ? 'could' : 'can'} ${plain(may)} ${where}${barred ?? ''}`;
}

function labelOf({ via, at }: Avenue): string {
	if (via === 'acl') return 'ACL';
	return via === 'distribution' ? at.resource.type === 'AWS::CloudFront::Distribution' ? 'origin' : 'policy' : via;
}

function said(stop: Stop, linesOf: LinesOf): string {
	return stop.at ? link(stop.words, stop.at, linesOf) : plain(stop.words);
}

function link(text: string, { site }: Property, linesOf: LinesOf): string {
	const lines = linesOf(site.uri);
	return lines ? `[${plain(text)}](${destination(site.uri)}#L${lines.range(site.range).start.line + 1})` : plain(text);
}

/** The conditions beyond those of the resource as a whole. */
function whenOf({ when, at }: Avenue): Condition[] {
	const all = new Map<string, Condition>([...at.when, ...when].map(one => [one.name, one]));
	return [...all.values()].filter(({ name }) => !at.resource.when.some(other => other.name === name));
}
