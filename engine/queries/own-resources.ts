/**
 * Which resources an action that is allowed on all can be meant for, and how a policy names them: the only one of its kind in the
 * design, or those that the policy names elsewhere.
 */
import type { IamAction, IamResource } from '../aws/iam.ts';
import type { Architecture } from '../model/architecture.ts';
import type { Draft } from '../model/change.ts';
import type { Resource } from '../model/resource.ts';
import { type PolicyDocument, statementsOf } from '../policy/document.ts';

export interface OwnResource {
	readonly resource: Resource;
	/** Its ARN, or that of all that is in it, as a policy's resource. */
	readonly draft: Draft;
}

interface Kind {
	readonly type: string;
	/** What gives its ARN. */
	readonly attribute: string;
	/** Of what is in it. */
	readonly suffix?: string;
	/** Only where the resource has one of these. */
	readonly where?: readonly string[];
}

/** By service and AWS's name of the resource type in its service authorization reference. */
const kinds: Readonly<Record<string, Kind>> = {
	's3:bucket': { type: 'AWS::S3::Bucket', attribute: 'Arn' },
	's3:object': { type: 'AWS::S3::Bucket', attribute: 'Arn', suffix: '/*' },
	'dynamodb:table': { type: 'AWS::DynamoDB::Table', attribute: 'Arn' },
	'dynamodb:index': { type: 'AWS::DynamoDB::Table', attribute: 'Arn', suffix: '/index/*', where: ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'] },
	'sqs:queue': { type: 'AWS::SQS::Queue', attribute: 'Arn' },
	'sns:topic': { type: 'AWS::SNS::Topic', attribute: 'Ref' },
	'kms:key': { type: 'AWS::KMS::Key', attribute: 'Arn' },
	'lambda:function': { type: 'AWS::Lambda::Function', attribute: 'Arn' },
	'secretsmanager:Secret': { type: 'AWS::SecretsManager::Secret', attribute: 'Ref' },
	'states:statemachine': { type: 'AWS::StepFunctions::StateMachine', attribute: 'Ref' },
	'kinesis:stream': { type: 'AWS::Kinesis::Stream', attribute: 'Arn' },
};

/** The only resource of the design that the action accepts, in each form in which a policy must name it; none where there are several, or may be. */
export function ownResources({ service, resources }: IamAction, design: Architecture): readonly OwnResource[] {
	return resources.flatMap(({ name }) => {
		const kind = kinds[`${service.prefix}:${name}`];
		const [resource, ...others] = kind ? design.all(kind.type) : [];
		if (!kind || !resource || others.length > 0 || resource.multiplicity || resource.partial) return [];
		if (kind.where?.every(path => resource.at(path).exists === 'no')) return [];
		const arn = { '#reference': resource.id, attribute: kind.attribute };
		return [{ resource, draft: kind.suffix ? { '#text': [arn, kind.suffix] } : arn }];
	});
}

/** The ARNs, written out, that other statements of the policy allow something on, and that the action accepts. */
export function namedElsewhere(action: IamAction, document: PolicyDocument): readonly string[] {
	const named = statementsOf(document).filter(({ statement: { effect, resources } }) => effect === 'Allow' && !resources.negated).flatMap(({ statement }) => statement.resources.items);
	const texts = named.flatMap(({ property }) => (property.assumed.length === 0 && property.value?.kind === 'known' && property.string !== undefined ? [property.string] : []));
	return [...new Set(texts)].filter(text => action.resources.some(type => isNamed(text, type)));
}

/** Whether an ARN names resources of the type: wildcards count within a name (`orders-*`), and for all that is in one (`acme-reports/*`). */
function isNamed(text: string, { arn }: IamResource): boolean {
	const [template, name] = [arn, text].map(one => one.split(':')), kind = template!.slice(5).join(':');
	if (name![2] !== template![2] || name!.length < 6) return false;
	const parts = kind.split(/(\{\w+\})/).map(part => (part === '{ObjectName}' ? '.+' : part.startsWith('{') ? '[\\w.-][^/]*' : part.replaceAll(/[.?+^$()[\]|\\*]/g, '\\$&')));
	return new RegExp(`^${parts.join('')}$`).test(name!.slice(5).join(':'));
}
