/** Names of fields that must never travel in an event (privacy class X): secrets, biometrics, and what names a person. */

/** Without separators and in lower case, so that `idNumber`, `id-number` and `ID_NUMBER` are one. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'password', 'passwd', 'pin', 'cvv', 'cvc', 'cvv2', 'otp', 'secret', 'token', 'verificationcode', 'smscode', 'securityanswer',
  'fingerprint', 'face', 'faceimage', 'biometric', 'biometrics', 'voiceprint', 'iris', 'signature', 'photo',
  'name', 'fullname', 'firstname', 'lastname', 'surname', 'givenname', 'username',
  'customername', 'staffname', 'contactname', 'complainantname', 'complainant',
  'phone', 'phonenumber', 'phoneno', 'mobile', 'mobilenumber', 'mobileno', 'telephone', 'tel', 'customerphone', 'contactphone',
  'email', 'emailaddress', 'customeremail', 'address', 'homeaddress', 'wechat', 'wechatid', 'qq',
  'idnumber', 'idno', 'idcard', 'idcardnumber', 'identitynumber', 'nationalid', 'passport', 'passportnumber', 'ssn',
  'birthday', 'birthdate', 'dateofbirth', 'dob',
  'cardnumber', 'cardno', 'bankcard', 'creditcard', 'pan', 'accountnumber', 'accountno', 'account', 'iban',
  '姓名', '客户姓名', '电话', '手机', '手机号', '手机号码', '联系电话', '邮箱', '地址', '住址', '密码', '验证码',
  '身份证', '身份证号', '身份证号码', '证件号', '证件号码', '银行卡号', '卡号', '账号', '生日',
]); // prettier-ignore

export function isForbiddenField(name: string): boolean {
  return FORBIDDEN.has(name.toLowerCase().replaceAll(/[_.-]/g, ''));
}
