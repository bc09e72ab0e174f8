/**
 * What the ARNs of a policy stand for: which of AWS's resource types one can mean, and whether an action acts on any of these. A
 * wildcard is taken to reach across sections, and what a placeholder stands for is left open: a no is certain.
 */
import { type IamAction, type IamResource, iamPrefixes, iamService } from '../aws/iam.ts';
import type { Property } from '../model/resource.ts';
import { type Answer, type Pseudo, type Reference, type TextPart, both, either } from '../model/value.ts';
import { ANY, type Pattern, intersects, isOpaque, pattern, split } from './patterns.ts';
import { canonical } from './texts.ts';

/** ARNs of resources of a design behind their `arn:aws:`, by type and attribute; `?` is the region and the account, `*` a name, `**` a name with a path. */
const REFERENCES: Readonly<Record<string, string>> = {
	'AWS::DynamoDB::Table.Arn': 'dynamodb:?:?:table/*', 'AWS::DynamoDB::Table.StreamArn': 'dynamodb:?:?:table/*/stream/*', 'AWS::DynamoDB::GlobalTable.Arn': 'dynamodb:?:?:table/*',
	'AWS::SQS::Queue.Arn': 'sqs:?:?:*', 'AWS::SNS::Topic.Ref': 'sns:?:?:*', 'AWS::SNS::Topic.TopicArn': 'sns:?:?:*',
	'AWS::Lambda::Function.Arn': 'lambda:?:?:function:*', 'AWS::KMS::Key.Arn': 'kms:?:?:key/*', 'AWS::Kinesis::Stream.Arn': 'kinesis:?:?:stream/*',
	'AWS::KinesisFirehose::DeliveryStream.Arn': 'firehose:?:?:deliverystream/*', 'AWS::Logs::LogGroup.Arn': 'logs:?:?:log-group:**', 'AWS::EFS::FileSystem.Arn': 'elasticfilesystem:?:?:file-system/*',
	'AWS::ECR::Repository.Arn': 'ecr:?:?:repository/**', 'AWS::StepFunctions::StateMachine.Arn': 'states:?:?:stateMachine:*', 'AWS::StepFunctions::StateMachine.Ref': 'states:?:?:stateMachine:*',
	'AWS::Events::EventBus.Arn': 'events:?:?:event-bus/**', 'AWS::SecretsManager::Secret.Ref': 'secretsmanager:?:?:secret:**', 'AWS::IAM::Role.Arn': 'iam::?:role/**', 'AWS::IAM::User.Arn': 'iam::?:user/**',
};

/** What a resource element says, references to resources of the design spelt as far as AWS's ARNs of that type go; undefined for what is no text. */
export function resourceText(property: Property): readonly TextPart[] | undefined {
	return canonical(property)?.flatMap((part, index): readonly TextPart[] => {
		if (typeof part === 'string' || part.kind !== 'reference') return [part];
		const [only, ...more] = spelt(part, property);
		// What begins with a reference of which the ARN is not known can be any.
		return index === 0 && more.length === 0 && only === part ? [{ kind: 'unknown', reason: 'known only after the deployment', identity: `${part.target} ${part.attribute}`, site: part.site }] : [only!, ...more];
	});
}

function spelt(reference: Reference, { resource: { design } }: Property): readonly TextPart[] {
	const type = design.resource(reference.target)?.type;
	const form = type === undefined ? undefined : REFERENCES[`${type}.${reference.attribute}`];
	if (form === undefined) return [reference];
	const { site } = reference;
	const pseudo = (name: Pseudo['name']): Pseudo => ({ kind: 'pseudo', name, site });
	const places = [pseudo('AWS::Region'), pseudo('AWS::AccountId')];
	return ['arn:aws:', ...form.split(/(\*+|\?)/).filter(piece => piece !== '').map((piece): TextPart => {
		if (piece === '?') return places.length === 2 && form.startsWith('iam::') ? places.pop()! : places.shift()!;
		if (piece === '**') return { kind: 'unknown', reason: 'the name of the resource', identity: `name of ${reference.target}`, site };
		return piece === '*' ? { ...reference, attribute: 'Ref' } : piece;
	})];
}

/** The ARNs of a resource type, as AWS's list has them. */
export function templatesOf({ arn }: IamResource): readonly string[] {
	return arn.split(', ');
}

/** Whether some resource that the pattern stands for is one that the action acts on. */
export function actsOn(action: IamAction, resource: Pattern): Answer {
	if (action.resources.length === 0) return standsForAll(resource);
	return either(...action.resources.flatMap(templatesOf).map(template => matches(template, resource)));
}

/**
 * What cannot be limited to resources is asked for with `*`, by some services with a path that ends in nothing (`role/`): a wildcard in
 * the name may stand for that.
 */
function standsForAll(resource: Pattern): Answer {
	const path = split(resource, ':', 6)[5];
	return path && path.tokens.length > 0 && path.tokens.every(token => typeof token === 'string' || (isOpaque(token) && token.plain)) ? 'no' : 'maybe';
}

function matches(template: string, resource: Pattern): Answer {
	const sections = split(resource, ':', 6);
	const { whole, parts } = wide(template);
	// A wildcard before the last section may reach into the next.
	if (sections.length < 6 || parts.length < 6 || sections.slice(0, 5).some(({ tokens }) => tokens.some(token => (isOpaque(token) ? !token.plain : token === ANY)))) return intersects(whole, resource);
	if (template.endsWith(':::{BucketName}') && sections[5]!.tokens.includes('/')) return 'no';
	return both(...parts.map((part, index) => intersects(part, sections[index]!)));
}

interface Wide {
	readonly whole: Pattern;
	readonly parts: readonly Pattern[];
}

const patterns = new Map<string, Wide>();

/** A template with `*` for what it leaves open. */
function wide(template: string): Wide {
	let known = patterns.get(template);
	if (!known) {
		const whole = pattern(template.replaceAll(/\{[^}]*\}/g, '*').replace('arn:*:', 'arn:aws:'));
		known = { whole, parts: split(whole, ':', 6) };
		patterns.set(template, known);
	}
	return known;
}

let forms: ReadonlyMap<string, readonly (readonly string[])[]> | undefined;

/** The sections of all ARNs of a service, by the name that its ARNs have; none for a name that no ARN has. */
export function formsOf(service: string): readonly (readonly string[])[] {
	if (!forms) {
		const found = new Map<string, string[][]>();
		for (const template of iamPrefixes.flatMap(prefix => iamService(prefix)!.resources.flatMap(templatesOf))) {
			const sections = template.split(':');
			const name = sections[2] ?? '';
			if (!found.has(name)) found.set(name, []);
			found.get(name)!.push(sections);
		}
		forms = found;
	}
	return forms.get(service) ?? [];
}

/** The names that services have in ARNs. */
export function arnServices(): readonly string[] {
	formsOf('');
	return [...forms!.keys()];
}

/** The sections of an ARN as they are written, up to the first that can hide a colon. */
export function sectionsOf(text: readonly TextPart[]): readonly Pattern[] {
	const sections = split(pattern(text, { variables: true }), ':', 6);
	const hiding = sections.findIndex(({ tokens }) => tokens.some(token => isOpaque(token) && !token.plain));
	return hiding < 0 ? sections : sections.slice(0, hiding);
}

