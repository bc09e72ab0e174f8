/** Where a bucket sends its events, and what opens a destination to the service that delivers them. */
import type { Architecture } from '../model/architecture.ts';
import type { Property, Resource } from '../model/resource.ts';
import type { Answer } from '../model/value.ts';
import { allows } from '../policy/access.ts';
import { readPolicy } from '../policy/document.ts';

/** A kind of destination: how a bucket names it, and how it is opened. */
export interface Destination {
	/** The list of configurations, and the property of an item that names the destination. */
	readonly list: 'LambdaConfigurations' | 'QueueConfigurations' | 'TopicConfigurations';
	readonly property: 'Function' | 'Queue' | 'Topic';
	readonly type: string;
	readonly action: string;
	/** The attribute that is its ARN. */
	readonly arn: string;
	/** The type of the policy that opens it, and how that policy names what it is about. */
	readonly opener: string;
	readonly names: string;
}

const LAMBDA: Destination = {
	list: 'LambdaConfigurations', property: 'Function', type: 'AWS::Lambda::Function', action: 'lambda:InvokeFunction', arn: 'Arn', opener: 'AWS::Lambda::Permission', names: 'FunctionName',
};

export const DESTINATIONS: readonly Destination[] = [
	LAMBDA,
	{ list: 'QueueConfigurations', property: 'Queue', type: 'AWS::SQS::Queue', action: 'sqs:SendMessage', arn: 'Arn', opener: 'AWS::SQS::QueuePolicy', names: 'Queues[]' },
	{ list: 'TopicConfigurations', property: 'Topic', type: 'AWS::SNS::Topic', action: 'sns:Publish', arn: 'Ref', opener: 'AWS::SNS::TopicPolicy', names: 'Topics[]' },
];

/** One configuration: for some events, to one destination. */
export interface Notification {
	readonly destination: Destination;
	/** The item of the list. */
	readonly item: Property;
	/** The property that names the destination. */
	readonly use: Property;
	/** The destination, where it belongs to the design. */
	readonly target: Resource | undefined;
}

/** All of a bucket's notifications, conditional ones once for each branch. */
export function notifications(bucket: Resource): readonly Notification[] {
	return DESTINATIONS.flatMap(destination => bucket.all(`NotificationConfiguration.${destination.list}[]`).flatMap(item => (
		item.at(destination.property).alternatives.filter(use => use.exists !== 'no').map(use => ({ destination, item, use, target: bucket.design.follow(use, destination.type) })))));
}

/** The CDK writes a bucket's notifications into a resource of its own, which the bucket does not show. */
export function configuredBeside(bucket: Resource): boolean {
	const { certain, possible } = bucket.design.pointing('Custom::S3BucketNotifications', 'BucketName', bucket);
	return certain.length > 0 || possible.length > 0;
}

/** The policies of a destination that can exist where the bucket sends: a condition may rule the one or the other out. */
export function openers(design: Architecture, destination: Destination, target: Resource, use: Property): { readonly certain: readonly Resource[]; readonly possible: readonly Resource[] } {
	const { certain, possible } = design.pointing(destination.opener, destination.names, target);
	return { certain: certain.filter(opener => opener.properties.together(use)), possible };
}

/** Whether the policy lets the service deliver. Whether it narrows the grant to one source is not asked. */
export function admits({ opener, action, arn }: Destination, policy: Resource, target: Resource, service: string): Answer {
	if (opener === LAMBDA.opener) return policy.at('Principal').is(service, '*');
	const document = readPolicy(policy.at('PolicyDocument'));
	if (!document) return 'no';
	const resource = [{ kind: 'reference', target: target.id, attribute: arn, site: target.site } as const];
	return allows(document, { caller: { kind: 'service', name: service }, action, resource });
}
