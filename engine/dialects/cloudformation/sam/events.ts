/** What the events of a function create: a permission to invoke it, and the source's side of the connection. */
import type { ListValue, MapEntry, MapValue, Site, Value } from '../../../model/value.ts';
import { type Entry, type MapNode, get } from '../../../syntax/tree.ts';
import type { Declared } from '../declared.ts';
import { Evaluator } from '../evaluate.ts';
import { callOf, stringOf } from '../nodes.ts';
import type { Template } from '../template.ts';
import { Maker } from './made.ts';
import type { Created, Creation, Extension } from './serverless.ts';

export interface EventContext {
	readonly declared: Declared;
	readonly template: Template;
	/** Id of the alias that events invoke instead of the function. */
	readonly invoked: string | undefined;
}

/** One event while its resources are made. */
interface Making {
	readonly make: Maker;
	/** Logical id of the event's resource. */
	readonly id: string;
	property(name: string): Value | undefined;
	/** All properties of the event but the named. */
	rest(...without: readonly string[]): { readonly [name: string]: Value };
	/** What is invoked, as an ARN. */
	readonly arn: Value;
}

interface Kind {
	/** The resource on the source's side. */
	readonly type?: string;
	properties?(making: Making): MapValue;
	/** The service that may invoke the function. */
	readonly principal?: string;
	/** What it may invoke the function for. */
	source?(making: Making): { readonly SourceArn?: Value | undefined; readonly SourceAccount?: Value };
}

const kinds: Record<string, Kind> = {
	S3: { principal: 's3.amazonaws.com', source: ({ make }) => ({ SourceAccount: make.pseudo('AWS::AccountId') }) },
	SNS: {
		type: 'AWS::SNS::Subscription', principal: 'sns.amazonaws.com', source: ({ property }) => ({ SourceArn: property('Topic') }),
		properties: ({ make, arn, property, rest }) => make.map({ ...rest('Topic', 'SqsSubscription'), Protocol: 'lambda', Endpoint: arn, TopicArn: property('Topic') }),
	},
	SQS: mapping('Queue'),
	Kinesis: mapping('Stream'),
	DynamoDB: mapping('Stream'),
	MSK: mapping('Stream'),
	MQ: mapping('Broker'),
	DocumentDB: mapping('Cluster'),
	SelfManagedKafka: mapping(''),
	Schedule: rule('Schedule', 'ScheduleExpression'),
	EventBridgeRule: rule('Pattern', 'EventPattern'),
	CloudWatchEvent: rule('Pattern', 'EventPattern'),
	ScheduleV2: {
		type: 'AWS::Scheduler::Schedule',
		properties: ({ make, arn, property }) => make.map({ ScheduleExpression: property('ScheduleExpression'), FlexibleTimeWindow: property('FlexibleTimeWindow'), Target: { Arn: arn } }),
	},
	CloudWatchLogs: {
		type: 'AWS::Logs::SubscriptionFilter', principal: 'logs.amazonaws.com',
		properties: ({ make, arn, rest }) => make.map({ ...rest(), DestinationArn: arn }),
	},
	IoTRule: {
		type: 'AWS::IoT::TopicRule', principal: 'iot.amazonaws.com',
		properties: ({ make, arn, property }) => make.map({ TopicRulePayload: { Sql: property('Sql'), AwsIotSqlVersion: property('AwsIotSqlVersion'), RuleDisabled: false, Actions: [{ Lambda: { FunctionArn: arn } }] } }),
	},
	Api: { principal: 'apigateway.amazonaws.com' },
	HttpApi: { principal: 'apigateway.amazonaws.com' },
	Cognito: { principal: 'cognito-idp.amazonaws.com' },
	AlexaSkill: { principal: 'alexa-appkit.amazon.com' },
};

function mapping(source: string): Kind {
	return {
		type: 'AWS::Lambda::EventSourceMapping',
		properties: ({ make, arn, property, rest }) => make.map({ ...rest(source), EventSourceArn: property(source), FunctionName: arn }),
	};
}

function rule(from: string, to: string): Kind {
	return {
		type: 'AWS::Events::Rule', principal: 'events.amazonaws.com',
		source: ({ make, id }) => ({ SourceArn: make.reference(id, 'Arn') }),
		properties: ({ make, id, arn, property }) => make.map({
			[to]: property(from), EventBusName: property('EventBusName'), Name: property('Name'), State: property('State'),
			Targets: [{ Arn: arn, Id: `${id}LambdaTarget`, Input: property('Input') }],
		}),
	};
}

export function eventCreations(context: EventContext, name: string, { value: event }: Entry): Created {
	const { declared, invoked } = context;
	const type = stringOf(get(event, 'Type')) ?? '';
	const kind = Object.hasOwn(kinds, type) ? kinds[type]! : undefined;
	const properties = get(event, 'Properties');
	const id = `${declared.id}${name}`;
	if (!kind) return { creations: [], extensions: [] };
	const make = (build: (making: Making) => MapValue) => (scope: Evaluator) => build(makingOf(context, id, properties?.kind === 'map' ? properties : undefined, scope));
	const creations: Creation[] = [];
	if (kind.type) creations.push({ id, type: kind.type, declared, properties: make(making => kind.properties!(making)) });
	if (kind.principal) {
		creations.push({
			id: `${id}Permission`, type: 'AWS::Lambda::Permission', declared,
			properties: make(making => making.make.map({
				Action: 'lambda:InvokeFunction', FunctionName: making.make.reference(invoked ?? declared.id), Principal: kind.principal, ...kind.source?.(making),
			})),
		});
	}
	if (type === 'Api' || type === 'HttpApi') creations.push(...implicitApi(context, type, properties));
	const extension = type === 'S3' && properties?.kind === 'map' ? notification(context, id, properties) : undefined;
	return { creations, extensions: extension ? [extension] : [] };
}

function makingOf({ declared, template, invoked }: EventContext, id: string, properties: MapNode | undefined, scope: Evaluator): Making {
	const make = new Maker(template.site(declared.entry.key.range, declared.entry.key.range), id => template.idOf(id));
	const map = properties ? scope.map(properties, make.site) : make.map({});
	return {
		make, id,
		property: name => map.entries.get(name)?.value,
		rest: (...without) => Object.fromEntries([...map.entries].filter(([name]) => !without.includes(name)).map(([name, { value }]) => [name, value])),
		arn: invoked === undefined ? make.reference(declared.id, 'Arn') : make.reference(invoked),
	};
}

/** APIs that no resource declares are created once for the whole template. */
function implicitApi({ declared }: EventContext, type: 'Api' | 'HttpApi', properties: Entry['value']): readonly Creation[] {
	if (get(properties, type === 'Api' ? 'RestApiId' : 'ApiId')) return [];
	const [id, resource] = type === 'Api' ? ['ServerlessRestApi', 'AWS::ApiGateway::RestApi'] : ['ServerlessHttpApi', 'AWS::ApiGatewayV2::Api'];
	return [{
		id: id!, type: resource!, declared,
		properties: ({ template }) => ({ ...new Maker(template.site(declared.entry.key.range, declared.entry.key.range)).map({}), open: true }),
	}];
}

/** An S3 event is written into the notifications of its bucket. */
function notification(context: EventContext, id: string, event: MapNode): Extension | undefined {
	const bucket = get(event, 'Bucket');
	const call = bucket && callOf(bucket);
	const target = call?.name === 'Ref' ? stringOf(call.argument) : undefined;
	if (target === undefined) return undefined;
	const { declared, template } = context;
	return {
		target,
		apply(properties, site, scope) {
			scope.reads.add(declared.block);
			const own = new Evaluator(template, declared.bindings);
			const making = makingOf(context, id, event, own);
			const events = making.property('Events');
			const added = (events?.kind === 'list' ? events.items : events ? [events] : [])
				.map(one => onlyIf(stringOf(get(declared.entry.value, 'Condition')), own, making.make.map({ Event: one, Function: making.arn, Filter: making.property('Filter') })));
			for (const block of own.reads) scope.reads.add(block);
			addTo(properties, 'NotificationConfiguration', site, inner => inner.kind === 'map' ? withItems(inner, added, site) : inner);
		},
	};
}

function onlyIf(condition: string | undefined, scope: Evaluator, value: Value): Value {
	if (condition === undefined) return value;
	const { site } = value;
	return { kind: 'choice', options: [{ when: scope.when(condition, true), value }, { when: scope.when(condition, false), value: { kind: 'absent', site } }], site };
}

function addTo(entries: Map<string, MapEntry>, name: string, site: Site, change: (value: Value) => Value): void {
	const existing = entries.get(name);
	const empty: Value = { kind: 'map', entries: new Map(), site };
	const value = !existing || existing.value.kind === 'absent' ? empty : existing.value;
	entries.set(name, { key: existing?.key ?? site, value: change(value) });
}

function withItems(map: MapValue, added: readonly Value[], site: Site): MapValue {
	const entries = new Map(map.entries);
	addTo(entries, 'LambdaConfigurations', site, value => {
		const list: ListValue = value.kind === 'list' ? value : { kind: 'list', items: [], site };
		return { ...list, items: [...list.items, ...added] };
	});
	return { ...map, entries };
}
