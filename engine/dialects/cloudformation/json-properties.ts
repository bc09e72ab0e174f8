/** Properties of type JSON, whose value may be written as a string that holds the document. */
export function isJsonProperty(name: string): boolean {
	return /(Policy|PolicyDocument|PolicyText|Document|DashboardBody|DefinitionString|Body)$/.test(name);
}
