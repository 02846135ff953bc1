/** Names of fields that must never travel in an event (privacy class X): secrets, biometrics, and what names a person. */

const FORBIDDEN = new Set([
  'password', 'passwd', 'pin', 'cvv', 'cvc', 'otp', 'secret', 'token', 'verification_code', 'sms_code', 'security_answer',
  'fingerprint', 'face', 'face_image', 'biometric', 'voiceprint', 'iris',
  'name', 'full_name', 'first_name', 'last_name', 'customer_name', 'staff_name', 'contact_name',
  'phone', 'phone_number', 'mobile', 'mobile_number', 'telephone', 'tel', 'email', 'e_mail', 'email_address', 'address', 'home_address',
  'id_number', 'id_no', 'id_card', 'identity_number', 'national_id', 'passport', 'passport_number', 'ssn', 'birthday', 'date_of_birth',
  'card_number', 'card_no', 'bank_card', 'account_number', 'account_no', 'iban', 'pan',
]); // prettier-ignore

export function isForbiddenField(name: string): boolean {
  return FORBIDDEN.has(name.toLowerCase().replaceAll('-', '_'));
}
