/** What a resource policy protects: the resource to which it is attached, as a reader would call it. */
import type { Resource } from '../model/resource.ts';

interface Attachment {
	/** The property that names what the policy is attached to. */
	readonly path: string;
	readonly type: string;
	/** Where it is not in the design. */
	readonly called: string;
}

const attachments: ReadonlyMap<string, Attachment> = new Map<string, Attachment>([
	['AWS::S3::BucketPolicy', { path: 'Bucket', type: 'AWS::S3::Bucket', called: 'the bucket' }],
	['AWS::SQS::QueuePolicy', { path: 'Queues[]', type: 'AWS::SQS::Queue', called: 'the queue' }],
	['AWS::SQS::QueueInlinePolicy', { path: 'Queue', type: 'AWS::SQS::Queue', called: 'the queue' }],
	['AWS::SNS::TopicPolicy', { path: 'Topics[]', type: 'AWS::SNS::Topic', called: 'the topic' }],
	['AWS::SNS::TopicInlinePolicy', { path: 'TopicArn', type: 'AWS::SNS::Topic', called: 'the topic' }],
	['AWS::SecretsManager::ResourcePolicy', { path: 'SecretId', type: 'AWS::SecretsManager::Secret', called: 'the secret' }],
	['AWS::Lambda::Permission', { path: 'FunctionName', type: 'AWS::Lambda::Function', called: 'the function' }],
	['AWS::Lambda::ResourcePolicy', { path: 'ResourceArn', type: 'AWS::Lambda::Function', called: 'the function' }],
	['AWS::Lambda::LayerVersionPermission', { path: 'LayerVersionArn', type: 'AWS::Lambda::LayerVersion', called: 'the layer' }],
	['AWS::Events::EventBusPolicy', { path: 'EventBusName', type: 'AWS::Events::EventBus', called: 'the event bus' }],
]);

/** The resource of the design to which a policy is attached: itself where it holds the policy. */
export function subjectOf(policy: Resource): Resource | undefined {
	const attachment = attachments.get(policy.type);
	if (!attachment) return policy;
	const [first] = attachment.path.endsWith('[]') ? policy.all(attachment.path) : policy.at(attachment.path).alternatives;
	return first && policy.design.follow(first, attachment.type);
}

/** Its name, for the middle of a sentence. */
export function subjectName(policy: Resource): string {
	return subjectOf(policy)?.name ?? attachments.get(policy.type)!.called;
}
