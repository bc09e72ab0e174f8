variable "environment" {
  type    = string
  default = "dev"
}

variable "rotate_keys" {
  description = "Whether KMS makes new key material every year."
  type        = bool
  default     = false
}
