variable "create_efs" { default = true }
variable "kms" { default = null }

resource "aws_efs_file_system" "this" {
  count      = var.create_efs ? 1 : 0
  encrypted  = true
  kms_key_id = var.kms
  dynamic "lifecycle_policy" {
    for_each = [for k, v in { transition_to_ia = "AFTER_30_DAYS", transition_to_primary_storage_class = "AFTER_1_ACCESS" } : { (k) = v }]
    content {
      transition_to_ia                    = try(lifecycle_policy.value.transition_to_ia, null)
      transition_to_primary_storage_class = try(lifecycle_policy.value.transition_to_primary_storage_class, null)
    }
  }
}

resource "aws_efs_file_system" "auto" {
  encrypted = try(tobool("true"), false)
}

locals {
  rules = yamldecode(<<-YAML
    - name: daily
      schedule: cron(0 5 ? * * *)
      lifecycle: { cold: 30, delete: 365 }
    - name: weekly
      schedule: cron(0 5 ? * 1 *)
  YAML
  )
}

resource "aws_backup_plan" "p" {
  name = "p"
  dynamic "rule" {
    for_each = local.rules
    content {
      rule_name         = lookup(rule.value, "name", null)
      target_vault_name = aws_backup_vault.v.name
      schedule          = rule.value.schedule
      dynamic "lifecycle" {
        for_each = length(lookup(rule.value, "lifecycle", {})) == 0 ? [] : [lookup(rule.value, "lifecycle", {})]
        content {
          cold_storage_after = lookup(lifecycle.value, "cold", 0)
          delete_after       = lookup(lifecycle.value, "delete", 90)
        }
      }
    }
  }
}

resource "aws_backup_vault" "v" { name = "v" }

variable "rules" {
  default = [{ name = "m", lifecycle = { cold = 0, delete = 30 } }, { name = "n" }]
}

resource "aws_backup_plan" "q" {
  name = "q"
  dynamic "rule" {
    for_each = var.rules
    content {
      rule_name         = rule.value.name
      target_vault_name = "v"
      dynamic "lifecycle" {
        for_each = lookup(rule.value, "lifecycle", null) != null ? [rule.value.lifecycle] : []
        content {
          cold_storage_after = lookup(lifecycle.value, "cold", null)
          delete_after       = lifecycle.value.delete
        }
      }
    }
  }
}
