variable "name" {
  type = string
}

variable "versioning" {
  type    = map(bool)
  default = {}
}

variable "block_public_acls" {
  type    = bool
  default = true
}

variable "deny_insecure_traffic" {
  type    = bool
  default = false
}

variable "lifecycle_rules" {
  type = list(object({
    id      = string
    enabled = optional(bool, true)
    transitions = list(object({
      days          = number
      storage_class = string
    }))
  }))
  default = []
}

variable "tags" {
  type    = map(string)
  default = {}
}
