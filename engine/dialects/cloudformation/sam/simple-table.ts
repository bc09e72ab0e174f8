import type { Value } from '../../../model/value.ts';
import type { Declared } from '../declared.ts';
import { Source } from './made.ts';
import type { Creation } from './serverless.ts';

const keyTypes: Record<string, string> = { String: 'S', Number: 'N', Binary: 'B' };

/** Properties that SAM hands on as they are. */
export const tableProperties = ['TableName', 'PointInTimeRecoverySpecification', 'SSESpecification', 'ProvisionedThroughput'];

/** A table with one key, on demand unless it has a throughput. */
export function simpleTable(declared: Declared): Creation {
	return {
		id: declared.id, type: 'AWS::DynamoDB::Table', declared,
		properties: scope => {
			const source = new Source(declared, 'SimpleTable', scope);
			const name: Value = source.at('PrimaryKey', 'Name') ?? source.make.value('id');
			const throughput = source.get('ProvisionedThroughput');
			return source.map(tableProperties, {
				AttributeDefinitions: [{ AttributeName: name, AttributeType: keyType(source) }],
				KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
				BillingMode: throughput ? 'PROVISIONED' : 'PAY_PER_REQUEST',
				Tags: source.tags(),
			});
		},
	};
}

function keyType(source: Source): Value {
	const type = source.at('PrimaryKey', 'Type');
	if (!type) return source.make.value('S');
	return type.kind === 'known' ? { ...type, scalar: keyTypes[String(type.scalar)] ?? type.scalar } : type;
}
