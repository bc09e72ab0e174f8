import { defineRule } from '../../engine/review/rule.ts';
import { CLUSTER, COMMERCIAL_CLASSES, classParts, ENGINE_NAMES, familyOf, INSTANCE, NO_GRAVITON } from './facts.ts';

export default defineRule({
	id: 'rds/instance-class-engine',
	title: 'The engine runs on the instance class',
	severity: 'error',
	pillar: 'performance',
	since: '0.1.0',
	source: NO_GRAVITON.source,
	on: [INSTANCE, CLUSTER],
	review(database, _design, report) {
		const engine = familyOf(database);
		for (const type of database.at(database.type === CLUSTER ? 'DBClusterInstanceClass' : 'DBInstanceClass').alternatives) {
			const name = type.string;
			if (name === undefined) continue;
			const parts = classParts(name);
			const size = `${ENGINE_NAMES[engine ?? 'custom']} does not run on ${name}`;
			if (name !== 'db.serverless' && !name.startsWith('db.')) report(type, `Classes of RDS begin with db.; ${name} is none.`);
			else if (name === 'db.serverless' && engine && engine !== 'aurora' && engine !== 'custom') report(type, `Only Aurora has db.serverless; ${size}.`);
			else if (!parts || !engine) continue;
			else if (NO_GRAVITON.table.includes(engine) && /^[a-z]+\d+g/.test(parts.family)) report(type, `${size}, whose processors are Graviton (as of ${NO_GRAVITON.asOf}).`);
			else if (['mysql', 'mariadb', 'postgres'].includes(engine) && COMMERCIAL_CLASSES.includes(parts.family)) report(type, `${size}; RDS offers ${parts.family} for Oracle and SQL Server (as of ${NO_GRAVITON.asOf}).`);
		}
	},
});
