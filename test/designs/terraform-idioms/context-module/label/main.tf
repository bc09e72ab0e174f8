variable "enabled" {
  type    = bool
  default = null
}

variable "name" {}

variable "context" {
  type    = any
  default = { enabled = true, tags = {}, label_order = [] }
}

locals {
  input   = { enabled = var.enabled == null ? var.context.enabled : var.enabled }
  enabled = local.input.enabled
  id      = lower(join("-", compact(["acme", var.name])))
}

output "enabled" { value = local.enabled }

output "id" { value = local.enabled ? local.id : "" }

output "tags" { value = merge(var.context.tags, { Name = local.id }) }
