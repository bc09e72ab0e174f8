/** What is wrong with the text of an ARN itself, whoever asks for it: sections that are missing, or that no ARN of its service has. */
import type { Property } from '../model/resource.ts';
import { arnServices, formsOf, resourceText, sectionsOf } from './arns.ts';
import { nearest } from './near.ts';
import { ANY, type Pattern, intersects, isOpaque, literal, pattern } from './patterns.ts';
import { canonical } from './texts.ts';

export type ArnFault = {
	readonly kind: 'prefix' | 'sections' | 'partition' | 'service' | 'case' | 'region' | 'no region' | 'odd region' | 'account' | 'no account' | 'odd account' | 'resource';
	/** The section that is wrong, as it is written. */
	readonly text: string;
	readonly service: string;
	/** What was probably meant, where only one thing can be. */
	readonly meant?: string;
} | {
	/** A reference that stands for the name of a resource, not for its ARN. */
	readonly kind: 'name';
	readonly target: string;
	/** What stands behind it. */
	readonly rest: readonly string[];
};

/** Types whose `Ref` is a name, an id or an address: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
const NAMED = new Set([
	'AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Lambda::Function', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::IAM::Role', 'AWS::IAM::User',
	'AWS::Kinesis::Stream', 'AWS::KinesisFirehose::DeliveryStream', 'AWS::ECR::Repository', 'AWS::EFS::FileSystem',
]);

/** Services all of whose resources belong to an account: AWS shares none of its own. */
const OWNED = new Set(['sqs', 'sns', 'dynamodb', 'lambda', 'kms', 'secretsmanager', 'states', 'kinesis', 'firehose', 'logs', 'events', 'ecr', 'iam']);

/** What is certainly wrong with a resource element; undefined for `*`, for what is sound, and for what is not known. */
export function arnFault(property: Property): ArnFault | undefined {
	const raw = property.textParts, text = resourceText(property);
	if (!raw || !text) return undefined;
	const [head, ...tail] = raw;
	if (typeof head === 'object' && head.kind === 'reference' && head.attribute === 'Ref' && NAMED.has(property.resource.design.resource(head.target)?.type ?? '') && tail.every(part => typeof part === 'string')) {
		return { kind: 'name', target: head.target, rest: tail };
	}
	const whole = pattern(text, { variables: true });
	const sections = sectionsOf(text);
	const [arn, , service] = sections;
	const name = service && literal(service);
	const fault = (kind: Exclude<ArnFault['kind'], 'name'>, section: string, meant?: string): ArnFault => ({ kind, text: section, service: name ?? '', ...(meant !== undefined && { meant }) });
	if (!arn) return undefined;
	if (intersects(arn, pattern('arn')) === 'no') return fault('prefix', whole.text);
	if (isCut(whole, sections)) return fault('sections', whole.text);
	const partition = typeof head === 'string' ? /^arn:([^:*?$]*):/.exec(head)?.[1] : undefined;
	if (partition !== undefined && !/^aws(-[a-z-]+)?$/.test(partition)) return fault('partition', partition, 'aws');
	if (name === undefined || canonical(property) === undefined) return undefined;
	return serviceFault(name, fault) ?? placeFault(sections, formsOf(name), fault);
}

type Fault = (kind: Exclude<ArnFault['kind'], 'name'>, section: string, meant?: string) => ArnFault;

/** Fewer than six sections, and no wildcard at the end that could stand for the rest. */
function isCut(whole: Pattern, sections: readonly Pattern[]): boolean {
	const last = sections.at(-1)!;
	if (sections.length >= 6 || whole.tokens.some(isOpaque)) return false;
	return !last.tokens.includes(ANY) || last.tokens.includes('/') || (sections.length === 5 && /^[a-z]/i.test(last.text) && !last.text.startsWith('aws'));
}

function serviceFault(name: string, fault: Fault): ArnFault | undefined {
	if (formsOf(name).length > 0) return undefined;
	const low = name.toLowerCase();
	if (low !== name && formsOf(low).length > 0) return fault('case', name, low);
	const near = nearest(name, arnServices());
	return near.length === 1 ? fault('service', name, near[0]) : undefined;
}

/** Regions and accounts, where the service's ARNs have none or cannot do without. */
function placeFault([, , , region, account, path]: readonly Pattern[], forms: readonly (readonly string[])[], fault: Fault): ArnFault | undefined {
	if (!region || !account || !path || forms.length === 0) return undefined;
	const where = literal(region), whose = literal(account), what = literal(path);
	if (what === '' || (path.tokens[0] === '/' && forms.some(form => form[2] === 's3'))) return fault('resource', path.text);
	const fits = forms.map(form => ({ form, answer: intersects(pattern(form.slice(5).join(':').replaceAll(/\{[^}]*\}/g, '*')), path) }));
	// A name that is not known is rather a name than a word of AWS's.
	const fitting = fits.filter(({ answer }) => answer === (fits.some(one => one.answer === 'yes') ? 'yes' : 'maybe')).map(({ form }) => form);
	if (fitting.length === 0) return undefined;
	const all = (index: number, holds: (section: string) => boolean) => fitting.every(form => holds(form[index] ?? ''));
	if (where && all(3, section => section === '')) return fault('region', where, '');
	if (whose && all(4, section => section === '')) return fault('account', whose, '');
	if (where === '' && all(3, section => section !== '')) return fault('no region', where);
	if (whose === '' && all(4, section => section !== '') && OWNED.has(forms[0]![2]!)) return fault('no account', whose);
	if (where && !/^[a-z]{2}(-[a-z]+)+-\d+$/.test(where) && all(3, section => section !== where)) return fault('odd region', where);
	return whose && isOddAccount(whose) && all(4, section => section !== whose) ? fault('odd account', whose) : undefined;
}

/** Neither twelve digits nor a word that AWS uses for its own (`aws`, `cloudfront`): a slip, or a place that was left to be filled in. */
function isOddAccount(text: string): boolean {
	return /^\d+$/.test(text) ? text.length !== 12 : /[A-Z_<>{} ]|account/.test(text);
}
