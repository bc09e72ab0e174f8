/** Who reads the streams of DynamoDB tables: Lambda's event source mappings, and pipes. */
import type { Property, Resource } from '../model/resource.ts';
import { GLOBAL_TABLE, TABLE } from './tables.ts';

export const MAPPING = 'AWS::Lambda::EventSourceMapping';
const PIPE = 'AWS::Pipes::Pipe';

/** The table of the design that an event source names, by its stream or by itself. */
export function tableOf(source: Property): Resource | undefined {
	const { design } = source.resource;
	return design.follow(source, TABLE) ?? design.follow(source, GLOBAL_TABLE);
}

/** An event source names a table by itself (its ARN), where the ARN of its stream belongs. */
export function namesTableItself(source: Property): boolean {
	const { value } = source;
	return value?.kind === 'reference' && value.attribute !== 'StreamArn' && tableOf(source)?.id === value.target;
}

/** An event source is certainly a stream of DynamoDB, in the design or outside of it. */
export function isTableStream(source: Property): boolean {
	return tableOf(source) !== undefined || (source.textParts ?? []).some(part => typeof part === 'string' && /:dynamodb:|\/stream\//.test(part));
}

/** The places by which mappings and pipes certainly read the stream of a table; those that are switched off do not. */
export function consumersOf(table: Resource): readonly Property[] {
	const { design } = table;
	const mappings = design.pointing(MAPPING, 'EventSourceArn', table).certain.filter(one => one.at('Enabled').exists === 'no' || one.at('Enabled').is(true) === 'yes');
	const pipes = design.pointing(PIPE, 'Source', table).certain.filter(one => one.at('DesiredState').exists === 'no' || one.at('DesiredState').is('RUNNING') === 'yes');
	return [...mappings.map(one => one.at('EventSourceArn')), ...pipes.map(one => one.at('Source'))];
}
