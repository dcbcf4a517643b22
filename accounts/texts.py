"""Every text that this app sends to people. No word in them comes from whoever caused the message."""

from accounts.messages import MessageTemplate

CODE = MessageTemplate(
    name="一次性验证码",
    sms=(
        "【{site}】您正在{purpose}，验证码 {code}，{minutes} 分钟内有效，请勿告知他人。如非本人操作，请忽略本短信。"
        "\n@{host} #{code}"
    ),
    subject="{site}：{purpose}的验证码",
    body=(
        "您好：\n\n您正在{site}{purpose}，验证码是 {code}，{minutes} 分钟内有效，请勿告知他人。\n"
        "手机收到的验证码与这一封相同，填写其中任何一个即可。\n\n如非本人操作，请忽略本邮件。\n\n@{host} #{code}"
    ),
)

CONTACT_IN_USE = MessageTemplate(
    name="联系方式已有账号",
    sms=(
        "【{site}】有人正用您的手机号码或电子邮箱{purpose}，而它已属于您的账号。如果是您本人，请直接登录或找回密码；"
        "如非本人操作，不必理会，您的账号没有变化。"
    ),
    subject="{site}：您的联系方式已有账号",
    body=(
        "您好：\n\n有人正用您的手机号码或电子邮箱{purpose}，而它已属于您的账号。\n"
        "如果是您本人，请直接登录或找回密码：{address}\n如非本人操作，不必理会，您的账号没有变化。"
    ),
)

PASSWORD_CHANGED = MessageTemplate(
    name="密码已修改",
    sms=(
        "【{site}】您的账号密码已修改，其他地方的登录都已退出。"
        "如非本人操作，请立即在首页点击“忘记密码”，并致电 {hotline}。"
    ),
    subject="{site}：密码已修改",
    body=(
        "您好：\n\n您的账号密码已修改，其他地方的登录都已退出。\n"
        "如非本人操作，请立即打开 {address} 点击“忘记密码”，并致电 {hotline}。"
    ),
)

CONTACT_CHANGED = MessageTemplate(
    name="联系方式已更换",
    sms="【{site}】您账号的{what}已更换，这个旧的不再接收验证码。如非本人操作，请立即致电 {hotline}。",
    subject="{site}：{what}已更换",
    body="您好：\n\n您账号的{what}已更换，这个旧的不再接收验证码。\n如非本人操作，请立即致电 {hotline}。",
)

AUTHENTICATOR_CHANGED = MessageTemplate(
    name="验证器变更",
    sms="【{site}】您账号的验证器{how}。如非本人操作，请立即修改密码，并致电 {hotline}。",
    subject="{site}：验证器{how}",
    body="您好：\n\n您账号的验证器{how}。\n如非本人操作，请立即修改密码，并致电 {hotline}。",
)

ACCOUNT_OPENED = MessageTemplate(
    name="账号已开通",
    sms=(
        "【{site}】贵公司的管理员为您开通了接入服务商账号，用户名请向管理员询问。请在首页点击“忘记密码”设置密码后登录。"
        "如非贵公司人员，请致电 {hotline}。"
    ),
    subject="{site}：账号已开通",
    body=(
        "您好：\n\n贵公司的管理员为您开通了接入服务商账号，用户名请向管理员询问。\n"
        "请打开 {address} 点击“忘记密码”，用这个手机号码或电子邮箱收到的验证码设置密码，然后登录。\n"
        "如非贵公司人员，请致电 {hotline}。"
    ),
)
