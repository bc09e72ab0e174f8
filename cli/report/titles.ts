/** What speaks in reports without being a rule. */
export function ruleTitle(id: string): string {
	return id === 'syntax' ? 'The text can be read' : 'Plumbline is used as its settings allow';
}
