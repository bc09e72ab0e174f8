import { listed } from '../../engine/model/listed.ts';
import { defineRule } from '../../engine/review/rule.ts';
import { CREATE_INSTANCE, INSTANCE } from './facts.ts';

/** Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-custom.html */
const CUSTOM = /^custom-(oracle|sqlserver)-/;

export default defineRule({
	id: 'rds/custom-engine',
	title: 'RDS Custom runs Oracle and SQL Server, with a profile and a key',
	severity: 'error',
	pillar: 'operations',
	since: '0.1.0',
	source: CREATE_INSTANCE,
	on: INSTANCE,
	review(database, _design, report) {
		for (const engine of database.at('Engine').alternatives) {
			const name = engine.string;
			if (!name?.toLowerCase().startsWith('custom-')) continue;
			if (!CUSTOM.test(name.toLowerCase())) {
				report(engine, `RDS Custom runs Oracle and SQL Server only; there is no ${name}.`);
				continue;
			}
			// A replica takes its key from its source.
			const needed = database.at('SourceDBInstanceIdentifier').exists === 'no' ? ['CustomIAMInstanceProfile', 'KmsKeyId'] : ['CustomIAMInstanceProfile'];
			const missing = needed.map(property => database.at(property)).filter(one => one.exists === 'no' && one.together(engine));
			if (missing.length > 0) report(engine, `${database.name} runs on RDS Custom and lacks ${listed(missing.map(one => one.label))}; RDS rejects it without.`);
		}
	},
});
