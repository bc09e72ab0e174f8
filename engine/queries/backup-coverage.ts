/**
 * Whether AWS Backup takes backups of a resource, by the selections of the design's plans. Facts: how a selection chooses, by
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupSelection.html: named resources, or all where none are named, of those the ones whose tags meet
 * all conditions, and none that it excludes; tags of `ListOfTags` meet any of the list.
 */
import { covers, pattern } from '../policy/patterns.ts';
import type { Property, Resource } from '../model/resource.ts';
import { type Answer, type TextPart, both, either, not } from '../model/value.ts';
import { nameProperty } from '../aws/names.ts';
import { tagPlaces, tagsOf } from './environment.ts';

/** How the ARNs of what AWS Backup knows begin after the account, and their service. */
const ARNS: Readonly<Record<string, readonly [service: string, start: string]>> = {
	'AWS::RDS::DBInstance': ['rds', 'db:'],
	'AWS::RDS::DBCluster': ['rds', 'cluster:'],
	'AWS::DocDB::DBCluster': ['rds', 'cluster:'],
	'AWS::Neptune::DBCluster': ['rds', 'cluster:'],
	'AWS::DynamoDB::Table': ['dynamodb', 'table/'],
	'AWS::DynamoDB::GlobalTable': ['dynamodb', 'table/'],
	'AWS::EFS::FileSystem': ['elasticfilesystem', 'file-system/'],
	'AWS::FSx::FileSystem': ['fsx', 'file-system/'],
	'AWS::EC2::Instance': ['ec2', 'instance/'],
	'AWS::EC2::Volume': ['ec2', 'volume/'],
	'AWS::S3::Bucket': ['s3', ''],
	'AWS::Redshift::Cluster': ['redshift', 'cluster:'],
};

const SELECTION = 'AWS::Backup::BackupSelection';

/**
 * Whether some selection of the design chooses the resource. No: none does, and each is known well enough to say so; a plan of another stack, or of the
 * organization, the design does not show, which the asker must bear in mind. Maybe also where an organization's backup policy is in the design.
 */
export function isBackedUp(resource: Resource): Answer {
	const { design } = resource;
	const organization = design.all('AWS::Organizations::Policy').some(policy => policy.at('Type').is('BACKUP_POLICY') !== 'no');
	return either(organization || resource.partial ? 'maybe' : 'no', ...design.all(SELECTION).map(selection => chooses(selection, resource)));
}

/** The selections of the design that are certain to choose the resource. */
export function selectionsOf(resource: Resource): readonly Resource[] {
	return resource.design.all(SELECTION).filter(selection => chooses(selection, resource) === 'yes');
}

/** Whether one selection chooses a resource. */
export function chooses(selection: Resource, resource: Resource): Answer {
	const at = (name: string) => selection.at(`BackupSelection.${name}`);
	const [named, excluded, tags, conditions] = [at('Resources'), at('NotResources'), at('ListOfTags'), at('Conditions')];
	const byName = among(named, resource);
	const byTag = tags.items.length === 0 && tags.items.complete === 'yes' ? undefined
		: either(tags.items.complete === 'yes' ? 'no' : 'maybe', ...tags.items.map(tag => bears(resource, tag, false)));
	// AWS does not say whether the list of tags narrows the named resources or adds to them.
	const chosen = byName === undefined ? byTag ?? 'yes' : byTag === undefined || byTag === byName ? byName : 'maybe';
	const meets = conditions.exists === 'maybe' ? ['maybe' as const] : ['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike'].flatMap(test => {
		const { items } = conditions.at(test);
		const each = items.map(one => (test.includes('Not') ? not(bears(resource, one, test.endsWith('Like'))) : bears(resource, one, test.endsWith('Like'))));
		return items.complete === 'yes' ? each : [...each, 'maybe' as const];
	});
	return both(chosen, not(among(excluded, resource) ?? 'no'), ...meets);
}

/** Whether a list of ARNs has the resource; undefined for an empty list. */
function among(list: Property, resource: Resource): Answer | undefined {
	const { items } = list;
	if (items.length === 0 && items.complete === 'yes') return undefined;
	return either(items.complete === 'yes' ? 'no' : 'maybe', ...items.flatMap(item => item.alternatives).map(item => both(matches(item, resource), item.when.length > item.resource.when.length ? 'maybe' : 'yes')));
}

function matches(item: Property, resource: Resource): Answer {
	const { design } = resource;
	const parts = item.textParts;
	if (!parts) return 'maybe';
	const target = design.follow(item);
	if (target) return target.id === resource.id ? 'yes' : 'no';
	if (parts.some(part => typeof part !== 'string' && part.kind === 'reference' && part.target === resource.id)) return 'yes';
	const [service, start] = ARNS[resource.type] ?? [];
	const [head, ...tail] = split(parts);
	if (head === '*' && tail.length === 0) return 'yes';
	if (service === undefined || start === undefined || head !== 'arn' || tail.length < 4) return parts.every(part => typeof part === 'string') ? 'no' : 'maybe';
	const [, ofService, region, account, rest] = tail;
	if (!ofService || !like(ofService, service)) return 'no';
	const place = [region!, account!].every(one => one === '' || one === '*' || one.startsWith('${')) ? 'yes' as const : 'maybe' as const;
	const name = nameOf(resource);
	if (rest === undefined) return 'maybe';
	if (/[^*?]*\$\{/.test(rest)) return 'maybe';
	const whole = name === undefined ? undefined : like(rest, start + name);
	if (whole !== undefined) return whole ? place : 'no';
	// Some name that AWS makes up: a wildcard for all names has it.
	if (like(rest, `${start}\u0000`)) return place;
	return rest.startsWith(start) || like(rest.slice(0, start.length), start) ? 'maybe' : 'no';
}

/** The sections of an ARN, the resource as one; what is not a text is `${…}`. */
function split(parts: readonly TextPart[]): readonly string[] {
	const text = parts.map(part => (typeof part === 'string' ? part : `\${${part.kind === 'pseudo' ? part.name : part.kind}}`)).join('');
	// `${AWS::Partition}` has colons of its own.
	const sections = text.replaceAll(/\$\{[^}]*\}/g, one => one.replaceAll(':', '\u0001')).split(':');
	return [...sections.slice(0, 5), ...(sections.length > 5 ? [sections.slice(5).join(':')] : [])].map(one => one.replaceAll('\u0001', ':'));
}

function nameOf(resource: Resource): string | undefined {
	const property = nameProperty(resource.type);
	return property === undefined ? undefined : resource.at(property).string;
}

/** Whether the resource bears the tag that a condition wants. Keys of `Conditions` begin with `aws:ResourceTag/`. */
function bears(resource: Resource, condition: Property, wildcards: boolean): Answer {
	const key = condition.at('ConditionKey').string?.replace(/^aws:ResourceTag\//, '');
	const value = condition.at('ConditionValue').string;
	if (key === undefined || value === undefined) return 'maybe';
	const tag = tagsOf(resource).find(([name]) => name === key)?.[1];
	if (tag) return tag.test(scalar => (wildcards ? like(value, String(scalar)) : String(scalar) === value));
	return mayHaveMore(resource) ? 'maybe' : 'no';
}

/** Tags that cannot be known. */
function mayHaveMore(resource: Resource): boolean {
	return resource.partial || tagPlaces(resource).some(place => place.exists === 'maybe' || place.items.complete !== 'yes' || place.raw.some(({ value }) => value.kind === 'map' && value.open)
		|| place.items.some(item => item.entries.some(([name]) => name === 'Key') && item.at('Key').string === undefined));
}

/** Whether a text is as a pattern with `*` and `?` says. */
function like(wanted: string, text: string): boolean {
	return covers(pattern(wanted), pattern(text, { literal: true })) === 'yes';
}
